/** `event/<id>`: how many come moves on every open page of it. */
import { countsText } from '#server/events/event-parts.ts'
import { countsLive } from '#server/events/pages.ts'
import { readCounts, readVisible } from '#server/events/reads-live.ts'
import { translator } from '#server/platform/i18n.ts'
import { isUuid } from '#server/platform/ids.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'

export const eventLive: LiveChannel = {
  kind: 'event',
  async viewerClassesOf(look, actor, ids) {
    const seen = await readVisible(look, actor, ids.filter(isUuid))
    return new Map(seen.map((id) => [id, 'readers']))
  },
  async changes(look, id, _viewerClass, locale, since) {
    const found = await readCounts(look, id)
    if (!found) return { version: 'gone', changes: [] }
    const { yes, maybe, waiting } = found.counts
    const version = `${yes}-${maybe}-${waiting}`
    if (version === since) return { version, changes: [] }
    return {
      version,
      changes: [{ target: countsLive(id), mode: 'replace', html: countsText(found, translator(locale)) }],
    }
  },
}
