/**
 * The demo's people stay active: they answer a Ping that was sent there, within a minute, each through the same use case as
 * anybody's click; and when no Ping is open, Ada sends the next one.
 */
import { z } from 'zod'
import { findQuietCommunity, listWaitingPings } from '#demo/store.ts'
import { de } from '#demo/texts/de.ts'
import { en } from '#demo/texts/en.ts'
import { loadActorOf } from '#server/identity/room.ts'
import { castVote, draftPing, pingOf, sendPing } from '#server/pings/room.ts'
import { Refused } from '#server/platform/refuse.ts'
import { job } from '#server/platform/room.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'

const everyMs = 2500
/** Answers to one Ping in one round; forty people take about half a minute. */
const atOnce = 4

/** One round of activity; it plans the next one while the demo is there. */
export const demoActivityJob = job({
  task: 'demo-live-on',
  payload: z.object({}),
  async run(platform) {
    const look = await lookAt(platform)
    const site = await look.db.selectFrom('site').select(['demo_started_at', 'locale']).executeTakeFirstOrThrow()
    if (!site.demo_started_at) return
    await answerPings(platform)
    await askAgain(platform, site.locale)
    await planDemoActivity(platform)
  },
})

/** Plans the next round; called once at start, and by each round. */
export async function planDemoActivity(platform: Platform): Promise<void> {
  await doWork(platform, (work) =>
    work.enqueue('demo-live-on', {}, { key: 'demo-live-on', at: new Date(Date.now() + everyMs) }),
  )
}

async function answerPings(platform: Platform): Promise<void> {
  const look = await lookAt(platform)
  for (const { pingId, voterIds } of await listWaitingPings(look.db, atOnce)) {
    for (const personId of voterIds) {
      const actor = await loadActorOf(look.db, personId)
      const { optionIds } = await pingOf(look, actor, pingId)
      try {
        await doWork(platform, (work) => castVote(work, actor, { pingId, optionId: chooseLikely(optionIds) }))
      } catch (problem) {
        // The Ping closed or the member left in between, so there is nothing to answer any more.
        if (!(problem instanceof Refused)) throw problem
      }
    }
  }
}

/** Earlier answers are liked better, so that the bars differ. */
function chooseLikely(optionIds: readonly string[]): string {
  const weights = optionIds.map((_, place) => 1 / (place + 1.3))
  let left = Math.random() * weights.reduce((sum, weight) => sum + weight, 0)
  const place = weights.findIndex((weight) => {
    left -= weight
    return left <= 0
  })
  return optionIds[Math.max(0, place)] as string
}

async function askAgain(platform: Platform, locale: string): Promise<void> {
  const look = await lookAt(platform)
  const quiet = await findQuietCommunity(look.db)
  if (!quiet) return
  const { next } = (locale === 'de' ? de : en).pings
  const ping = next[quiet.pings % next.length]
  const ada = await look.db.selectFrom('person').select('id').where('email', '=', 'ada@example.org').executeTakeFirst()
  if (!ping || !ada) return
  const actor = await loadActorOf(look.db, ada.id)
  await doWork(platform, async (work) => {
    const { id } = await draftPing(work, actor, {
      community: quiet.slug,
      question: ping.question,
      options: [...ping.answers],
      hours: ping.hours,
      reminds: false,
      group: null,
    })
    await sendPing(work, actor, { community: quiet.slug, pingId: id })
  })
}
