/**
 * Keeps relative times true while a page stays open: `<time datetime data-moving="ago|left">`.
 * The words are made as the server made them (server/platform/html/time.ts), so nothing jumps when the script starts.
 */
import { agoText, leftText } from './moving-words.ts'

function tick(): void {
  if (document.hidden) return
  const locale = document.documentElement.lang
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-moving]')) {
    const ms = Date.parse(time.dateTime) - Date.now()
    const says = time.dataset.moving === 'left' ? leftText(ms, locale) : agoText(ms, locale)
    if (says && says !== time.textContent) time.textContent = says
  }
}

setInterval(tick, 20_000)
document.addEventListener('visibilitychange', tick)
