/** The demo's Pings: one open, three closed, one with few answers. */
import { cameHoursAgo } from '#demo/fill-community.ts'
import { happened } from '#demo/fill-past.ts'
import { saveTalk } from '#demo/fill-threads.ts'
import type { Filling } from '#demo/open-demo.ts'
import { demoPeople } from '#demo/people.ts'
import type { DemoPing } from '#demo/texts/shape.ts'
import { pingMail } from '#server/pings/room.ts'

/** Who looks at the demo, and so has not answered yet. */
const lookingOn = ['ada', 'ben', 'dov', 'eve']

/** Writes the Pings with their votes and discussions, and Dana's consent to be asked in her name. */
export async function fillPings(filling: Filling): Promise<void> {
  const { work, texts, people, communityId, ago } = filling
  const { open, few, closed } = texts.pings
  await work.tx
    .insertInto('voice_consent')
    .values({
      community_id: communityId,
      person_id: people.get('dana') as string,
      asked_by: people.get('ada') as string,
      asked_at: ago(2000),
      reach: 'until_withdrawn',
      given_at: ago(1990),
    })
    .execute()
  for (const ping of closed) await savePing(filling, ping, 'closed')
  await savePing(filling, few, 'open')
  await savePing(filling, open, 'open')
}

async function savePing(filling: Filling, ping: DemoPing, state: 'open' | 'closed'): Promise<void> {
  const { work, texts, people, communityId, ago } = filling
  const reached = demoPeople.filter((one) => one.key !== 'eve' && cameHoursAgo(one) >= ping.sentHoursAgo)
  const closesAt = ago(ping.sentHoursAgo - ping.hours)
  const answered = ping.votes.reduce((sum, n) => sum + n, 0)
  const { id } = await work.tx
    .insertInto('ping')
    .values({
      community_id: communityId,
      question: ping.question,
      state,
      hours: ping.hours,
      language: texts.locale,
      created_by: people.get('ada') as string,
      created_at: ago(ping.sentHoursAgo + 1),
      voice_id: ping.voice ? (people.get(ping.voice) as string) : null,
      sent_at: ago(ping.sentHoursAgo),
      sent_by: people.get('ada') as string,
      closes_at: closesAt,
      closed_at: state === 'closed' ? closesAt : null,
      could_answer: reached.length,
      ...(state === 'closed' ? { answered, forgotten_at: closesAt } : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const options = await work.tx
    .insertInto('ping_option')
    .values(
      ping.answers.map((label, place) => ({
        community_id: communityId,
        ping_id: id,
        position: place + 1,
        label,
        final_votes: state === 'closed' ? (ping.votes[place] ?? 0) : null,
      })),
    )
    .returning(['id', 'position'])
    .execute()
  if (state === 'open') {
    await saveMailing(filling, id, ping)
    await saveVotes(filling, id, options, ping)
  }
  await happened(filling, {
    by: 'ada',
    verb: 'ping.sent',
    object: { kind: 'ping', id },
    hoursAgo: ping.sentHoursAgo,
  })
  await saveTalk(filling, {
    title: ping.question,
    kind: 'talk',
    about: { kind: 'ping', id },
    openedBy: ping.voice ?? 'ada',
    openedHoursAgo: ping.sentHoursAgo,
    posts: ping.posts,
  })
}

/** A ballot for each member, and its mail, kept as every mail of the demo. */
async function saveMailing(
  { work, texts, people, communityId, ago }: Filling,
  pingId: string,
  { sentHoursAgo }: DemoPing,
): Promise<void> {
  // The last is the newest in the outbox: those who look at the demo stand there first.
  const members = [...people]
    .filter(([key]) => key !== 'eve')
    .map(([, person_id]) => person_id)
    .reverse()
  await work.tx
    .insertInto('ballot')
    .values(members.map((person_id) => ({ community_id: communityId, ping_id: pingId, person_id, mail_version: 1 })))
    .execute()
  await work.tx
    .insertInto('mail')
    .values(
      members.map((person_id) => ({
        kind: pingMail.kind,
        person_id,
        about_kind: 'ping',
        about_id: pingId,
        community_id: communityId,
        locale: texts.locale,
        state: 'kept' as const,
        created_at: ago(sentHoursAgo),
      })),
    )
    .execute()
}

async function saveVotes(
  { work, people, communityId, ago }: Filling,
  pingId: string,
  options: readonly { id: string; position: number }[],
  ping: DemoPing,
): Promise<void> {
  const voters = [...people].filter(([key]) => !lookingOn.includes(key)).map(([, id]) => id)
  const votes = ping.votes.flatMap((n, place) => {
    const option = options.find(({ position }) => position === place + 1)?.id as string
    return voters.splice(0, n).map((person_id, i) => ({
      community_id: communityId,
      ping_id: pingId,
      person_id,
      option_id: option,
      first_option_id: option,
      voted_at: ago((ping.sentHoursAgo * (i + 1)) / (n + 1)),
    }))
  })
  if (votes.length > 0) await work.tx.insertInto('vote').values(votes).execute()
}
