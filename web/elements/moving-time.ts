/**
 * Keeps relative times true while a page stays open: `<time datetime data-moving="ago|left|zoned">`.
 * The words are made as the server made them (server/platform/html/time.ts), so nothing jumps when the script starts.
 */
import { late } from '../late.ts'

/** How far the server's clock is ahead of this one, in milliseconds; until something is said, less than any. */
let ahead = -9e15

/** Takes in what the page says of the time. It is late by its way here, so the most counts. */
function readClock(): void {
  const here = Date.now()
  ahead = Math.max(ahead, (Date.parse(document.body.dataset.now ?? '') || here) - here)
}

/**
 * The words come when they are needed, some while after the page: until then, and where the connection is lost, those of the
 * server stand.
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
  // By the server's clock: this one may be wrong, and then what was just said would lie in the future.
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
