/**
 * Keeps relative times true while a page stays open: `<time datetime data-moving="ago|left|zoned">`.
 * The words are made as the server made them (server/platform/html/time.ts), so nothing jumps when the script starts.
 */
import { agoText, leftText, zonedText } from './moving-words.ts'

const words: Record<string, (time: Date, locale: string) => string | null> = {
  ago: (time, locale) => agoText(time.getTime() - Date.now(), locale),
  left: (time, locale) => leftText(time.getTime() - Date.now(), locale),
  zoned: (time, locale) => zonedText(time, locale, document.body.dataset.zone),
}

function tick(): void {
  if (document.hidden) return
  const locale = document.documentElement.lang
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-moving]')) {
    const says = words[time.dataset.moving ?? '']?.(new Date(time.dateTime), locale)
    if (says && says !== time.textContent) time.textContent = says
  }
}

setInterval(tick, 20_000)
document.addEventListener('visibilitychange', tick)
document.addEventListener('guildhall:changed', tick)
