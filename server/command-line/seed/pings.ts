/**
 * Seeded Pings: three closed in every community, their votes forgotten, and an open one in every third, the first among them.
 */
import { chanceOf, oneOf } from '#server/command-line/seed/chance.ts'
import type { Ground } from '#server/command-line/seed/ground.ts'
import type { Subject } from '#server/command-line/seed/toolkit.ts'
import { itemAt, questions } from '#server/command-line/seed/words.ts'
import { entryRow } from '#server/entries/room.ts'
import { idAt } from '#server/platform/ids.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** A Ping that was sent. */
export interface Sent extends Subject {
  readonly answers: readonly string[]
  readonly isOpen: boolean
}

/** Fewer votes than this are not told when they are forgotten. */
const threshold = 5

/** Draws one Ping a month in each community; the open ones were sent six hours ago. */
export function drawPings({ ago, communities, leaderId }: Ground): Sent[] {
  return communities.flatMap((community, i) =>
    [0, 1, 2, 3].flatMap((month) => {
      const isOpen = month === 0
      if (isOpen && i % 3 > 0) return []
      const { question: title, answers } = itemAt(questions, community.number * 3 + month)
      const at = ago(isOpen ? 6 / 24 : 30 * month + (i + 1) / 24)
      return { id: idAt(at), title, answers, isOpen, community, at, by: leaderId, speakers: community.speakers }
    }),
  )
}

/** The Pings; the open ones with their votes, and everybody told of them. Three in five answer, the earlier answers more often. */
export function* pingRows({ leaderId }: Ground, pings: readonly Sent[]): Iterable<TableRow> {
  const chance = chanceOf(6)
  for (const { id: ping_id, title, answers, isOpen, community, at } of pings) {
    const of = { community_id: community.id }
    const after = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
    const options = answers.map((label, i) => ({ id: idAt(at), label, position: i + 1 }))
    const votes = community.members
      .filter(() => chance() < 0.6)
      .map((person_id) => ({ person_id, option: oneOf(chance, options, 1.5), at: after(5 * chance()) }))
    yield entryRow({ ...of, id: ping_id, kind: 'ping', title, author_id: leaderId }, at)
    yield row('ping', {
      ...of,
      id: ping_id,
      state: isOpen ? 'open' : 'closed',
      hours: 48,
      sent_at: at,
      sent_by: leaderId,
      closes_at: after(48),
      closed_at: isOpen ? null : after(48),
      could_answer: community.members.length + 1,
      answered: isOpen ? null : votes.length,
      forgotten_at: isOpen ? null : after(60),
    })
    for (const option of options) {
      const isCounted = !isOpen && votes.length >= threshold
      const final_votes = isCounted ? votes.filter((vote) => vote.option === option).length : null
      yield row('ping_option', { ...of, ping_id, ...option, final_votes })
    }
    const activity_id = idAt(at)
    const sent = { verb: 'ping.sent', object_kind: 'ping', object_id: ping_id, entry_id: ping_id, at }
    yield row('activity', { ...of, id: activity_id, actor_id: leaderId, ...sent })
    if (!isOpen) continue
    for (const person_id of community.members) {
      yield row('ballot', { ...of, ping_id, person_id, mail_version: 1 })
      yield row('notice', { ...of, person_id, activity_id, kind: 'ping', entry_id: ping_id, at, mailed_at: at })
    }
    for (const { person_id, option, at: voted_at } of votes)
      yield row('vote', { ...of, ping_id, person_id, option_id: option.id, first_option_id: option.id, voted_at })
  }
}
