/**
 * `ping/<id>`: bars that move on every open page. Readers who may see totals get them with each change; readers who have
 * not answered yet only get the end.
 */
import {
  barsLive,
  barsOf,
  footLive,
  turnout,
  untilLive,
  untilPart,
  whenLive,
  whenPart,
} from '#server/pings/ping-card.ts'
import { readForViewerClass, readViewerClasses } from '#server/pings/reads-live.ts'
import { resultsVersion } from '#server/pings/results.ts'
import { barParts } from '#server/platform/html/bar.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { type Timed, timeText } from '#server/platform/html/time.ts'
import { translator } from '#server/platform/i18n.ts'
import type { LiveChange, LiveChannel } from '#server/platform/live/channel.ts'

export const pingLive: LiveChannel = {
  kind: 'ping',
  viewerClassesOf: readViewerClasses,
  async changes(look, id, viewerClass, locale, since) {
    const read = await readForViewerClass(look, id, viewerClass)
    if (!read) return { version: 'gone', changes: [] }
    const { ping, results } = read
    const version = resultsVersion(ping.state, ping.closesAt, results)
    if (version === since) return { version, changes: [] }
    const said = { t: translator(locale), actor: { zone: 'UTC', now: look.now } }
    // Times come without a zone: relative times are the same in every zone, and the browser writes the others in its reader's.
    const bareTime = timeFor(said)
    const facts = {
      ...results,
      state: ping.state,
      threshold: ping.threshold,
      closesAt: ping.closesAt,
      closedAt: ping.closedAt,
    }
    const replace = (target: string, inside: { toString(): string }, announce?: string): LiveChange => ({
      target,
      mode: 'replace',
      html: inside.toString(),
      announce,
    })
    const isOver = ping.state !== 'open' && since?.startsWith('open')
    return {
      version,
      changes: [
        replace(barsLive(id), html`${barsOf(id, results).map((bar) => barParts(said, bar))}`),
        replace(footLive(id), turnout(said, facts)),
        replace(whenLive(id), whenPart(said, facts, bareTime), isOver ? said.t('This Ping has closed.') : undefined),
        replace(untilLive(id), untilPart(said, facts, bareTime)),
      ],
    }
  },
}

function timeFor(said: Timed): (at: Date, style: 'ago' | 'left' | 'zoned') => Html {
  return (at, style) =>
    html`<time datetime="${at.toISOString()}" data-moving="${style}">${timeText(at, said, style)}</time>`
}
