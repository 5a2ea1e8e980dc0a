/**
 * The bell, live: the channel `inbox/<person>` is open to that person alone and pushes how much is unread.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { readUnreadOf } from '#server/notices/views.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { unreadSign } from '#server/platform/html/site-head.ts'
import { translator } from '#server/platform/i18n.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'
import type { Look, Platform } from '#server/platform/work.ts'

/** Every open page watches an inbox and re-reads it every few seconds, so reads at nearly the same time become one statement. */
const gatherMs = 5

interface Batch {
  readonly personIds: Set<string>
  readonly unread: Promise<Map<string, number>>
}

const batches = new WeakMap<Platform, Batch>()

async function unreadSoon(look: Look, personId: string): Promise<number> {
  let batch = batches.get(look.platform)
  if (!batch) {
    const personIds = new Set<string>()
    const unread = sleep(gatherMs).then(() => {
      batches.delete(look.platform)
      return readUnreadOf(look, [...personIds])
    })
    batch = { personIds, unread }
    batches.set(look.platform, batch)
  }
  batch.personIds.add(personId)
  return (await batch.unread).get(personId) ?? 0
}

/** The version is the number itself, as site-head.ts writes it on the page. */
export const inboxLive: LiveChannel = {
  kind: 'inbox',
  async viewerClassesOf(_look, actor, ids) {
    return new Map(ids.filter((personId) => personIdOf(actor) === personId).map((id) => [id, 'its owner']))
  },
  async changes(look, personId, _viewerClass, locale, since) {
    const unread = await unreadSoon(look, personId)
    const version = String(unread)
    const t = translator(locale)
    if (version === since) return { version, changes: [] }
    const isMore = since !== null && unread > Number(since)
    const announce = isMore ? t('{n, plural, one {# new} other {# new}} in your inbox', { n: unread }) : undefined
    return {
      version,
      changes: [{ target: 'unread', mode: 'replace', html: unreadSign(t, unread).toString(), announce }],
    }
  },
}
