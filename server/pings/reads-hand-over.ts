/** Pings that earlier cohorts leave: the question and the numbers, never what was said about it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Ping, pingAddress } from '#server/pings/ping.ts'
import { groupView, listReadable, readGroups } from '#server/pings/reads-compared.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { resultsView, showsBars } from '#server/pings/results.ts'
import { fewInAll, turnoutLine } from '#server/pings/sentences.ts'
import { readPings, resultsFrom } from '#server/pings/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { HandOverPart } from '#server/platform/declared.ts'
import { handOverItem } from '#server/platform/hand-over.ts'
import { percentText } from '#server/platform/html/number.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Look } from '#server/platform/work.ts'

/** How many are listed. */
const mostListed = 30

const leftPing = handOverItem.extend({
  closedAt: z.date().nullable(),
  threshold: z.number(),
  ...resultsView.shape,
  byCohort: z.array(groupView),
})
type LeftPing = z.infer<typeof leftPing>

export const pingsHandOver: HandOverPart = {
  key: 'pings',
  place: 10,
  title: (t) => t('Pings and their results'),
  says: (t) => t('The cohort sees the question and the numbers, also of a Ping that was for an earlier cohort alone.'),
  async list(look, actor, { communityId, cohortIds, from, until, handed }) {
    const read = await readPings(look, actor, {
      where: sql`p.community_id = ${communityId} and p.state = 'closed' and (p.id = any(${[...handed]}::uuid[])
        or (e.audience_id is null and p.sent_at between ${from} and ${until})
        or exists (select from audience_cohort a where a.audience_id = e.audience_id and a.cohort_id = any(${[...cohortIds]}::uuid[])))`,
      limit: mostListed,
    })
    return shapeLeft(
      look,
      actor,
      read.map(({ ping }) => ping),
    )
  },
  async listHanded(look, actor, { communityId }, ids) {
    const read = await readPings(look, actor, {
      where: sql`p.community_id = ${communityId} and p.state = 'closed' and p.id = any(${[...ids]}::uuid[])
        and e.removed_at is null and e.hidden_at is null`,
      orSeen: sql`true`,
      limit: mostListed,
    })
    return shapeLeft(
      look,
      actor,
      read.map(({ ping }) => ping),
    )
  },
  about(ping: LeftPing, t) {
    // A question that was asked twice stands here twice.
    const when = ping.closedAt && timeText(ping.closedAt, { t, actor: { zone: 'UTC', now: ping.closedAt } }, 'month')
    const lineOf = (turnout: string) => [turnout, when].filter(Boolean).join(' · ')
    if (!showsBars(ping)) return { line: lineOf(fewInAll(t, ping)) }
    return {
      line: lineOf(turnoutLine(t, ping)),
      more: ping.options.map((option) => figureOf(ping, option, t)).join(' · '),
    }
  },
}

/** "41% I don’t find the words" */
function figureOf({ shows }: LeftPing, { label, percent, votes }: LeftPing['options'][number], t: Translate): string {
  const figure = shows === 'percent' ? percentText((percent ?? 0) / 100, t.locale) : `${votes ?? 0}`
  return `${figure} ${label}`
}

async function shapeLeft(look: Look, actor: Actor, pings: readonly Ping[]): Promise<LeftPing[]> {
  if (pings.length === 0) return []
  const ids = pings.map(({ id }) => id)
  const [tallies, groups, readable] = await Promise.all([
    readTallies(look, ids),
    readGroups(look, pings),
    listReadable(look, actor, pings),
  ])
  return pings.map((ping) => ({
    id: ping.id,
    title: ping.question,
    address: readable.has(ping.id) ? pingAddress(ping.slug, ping) : null,
    readers: ping.readers,
    mayBeHanded: true,
    closedAt: ping.closedAt,
    threshold: ping.threshold,
    ...resultsFrom(ping, tallies.get(ping.id)),
    byCohort: groups.get(ping.id) ?? [],
  }))
}
