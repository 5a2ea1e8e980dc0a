/**
 * Keeps relative times true while a page stays open: `<time datetime data-moving="ago|left|zoned">`.
 * The words are made as the server made them (server/platform/html/time.ts), so nothing jumps when the script starts.
 */
import { late } from '../late.ts'

/** How far the server's clock is ahead of this one, in milliseconds; until the page says so, the smallest number. */
let ahead = -9e15

/** Takes in the server's time from the page. It is late by its way here, so the largest difference counts. */
function readClock(): void {
  const here = Date.now()
  ahead = Math.max(ahead, (Date.parse(document.body.dataset.now ?? '') || here) - here)
}

/**
 * The script for the words loads when it is needed, some while after the page. Until then, and where the connection is lost,
 * the server's words stay.
 */
async function tick(): Promise<void> {
  readClock()
  const times = document.querySelectorAll<HTMLTimeElement>('time[data-moving]')
  if (document.hidden || !times.length) return
  const came = await late(() => import('./moving-words.ts'))
  if (!came) return
  const { agoText, leftText, zonedText } = came
  const words: Record<string, typeof agoText> = { ago: agoText, left: leftText, zoned: zonedText }
  const locale = document.documentElement.lang
  // Uses the server's clock: this one may be wrong, and then a new post would lie in the future.
  const now = new Date(Date.now() + ahead)
  for (const time of times) {
    const says = words[time.dataset.moving ?? '']?.(new Date(time.dateTime), locale, now, document.body.dataset.zone)
    if (says && says !== time.textContent) time.textContent = says
  }
}

readClock()
setInterval(tick, 20_000)
document.addEventListener('visibilitychange', tick)
document.addEventListener('guildhall:changed', tick)
