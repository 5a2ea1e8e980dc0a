/**
 * A site with one crowded community: its Pings, and the ballots that lie in its members' mailboxes.
 */
import type { MailSink } from '#bench/load/mail-sink.ts'
import type { LoadRequest } from '#bench/load/request.ts'
import { answerCode, ballotAddress } from '#server/pings/ballots/ballot.ts'
import { drained } from './drained.ts'
import { type KnownPing, openPing } from './known.ts'
import { jsonOf, type Site } from './site.ts'

/** A site whose mails go to a sink. */
export interface Crowd {
  readonly site: Site
  readonly sink: MailSink
  /** Pings that were sent, with the ballots nobody has used yet; those of members with sessions are not among them. */
  readonly asked: AskedPing[]
}

/** A Ping and the members who have not answered yet. */
export interface AskedPing {
  readonly ping: KnownPing
  readonly unused: Ballot[]
}

/** A sent Ping with what sending took. */
export interface SentPing {
  readonly ping: KnownPing
  readonly question: string
  /** Ms until the page behind the button was answered. */
  readonly answeredInMs: number
  readonly sentAt: number
}

let asked = 0

/** The leader writes a Ping and sends it to everybody. */
export async function sendPing(site: Site): Promise<SentPing> {
  const question = `Which of these would help you most? ${++asked}`
  const draft = await send(site, `/c/${site.community}/pings`, {
    question,
    options: ['A quiet hour', 'A shorter meeting', 'An earlier answer'],
    hours: '72',
  })
  const sentAt = performance.timeOrigin + performance.now()
  await send(site, `${draft.address}/sending`, {})
  const answeredInMs = performance.timeOrigin + performance.now() - sentAt
  return { ping: await openPing(site), question, answeredInMs, sentAt }
}

/** An event to which everybody was invited by mail, with what planning it took. */
export interface PlannedEvent {
  readonly id: string
  /** The subject of its invitations. */
  readonly subject: string
  /** Ms until the page behind the button was answered. */
  readonly answeredInMs: number
  readonly sentAt: number
}

/** The leader plans a weekly event and invites everybody: each mail has the three answers, and a calendar file of its reader's own. */
export async function planEvent(site: Site): Promise<PlannedEvent> {
  const title = `Case clinic ${++asked}`
  const sentAt = performance.timeOrigin + performance.now()
  const { id } = await send(site, `/c/${site.community}/events`, {
    title,
    description: 'Bring a talk that you put off. We listen, ask, and try out the first sentence.',
    startsAt: '2031-01-07T10:00',
    endsAt: '2031-01-07T11:00',
    zone: 'Europe/Berlin',
    every: 'week',
    times: '12',
    callAddress: 'https://call.example/clinic',
    invite: 'yes',
  })
  const answeredInMs = performance.timeOrigin + performance.now() - sentAt
  return { id, subject: `Are you coming? ${title}`, answeredInMs, sentAt }
}

async function send(site: Site, path: string, body: object): Promise<{ id: string; address: string }> {
  const answer = await fetch(`${site.program.url}${path}`, {
    method: 'POST',
    headers: {
      ...jsonOf(path, site.leader).headers,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      origin: site.program.url,
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${(await answer.text()).slice(0, 400)}`)
  return (await answer.json()) as { id: string; address: string }
}

/** So many unused ballots of one Ping whose mails are all out: of one that was sent before, or a new one. */
export async function takeBallots(crowd: Crowd, count: number): Promise<{ ping: KnownPing; ballots: Ballot[] }> {
  let asked = crowd.asked.find(({ unused }) => unused.length >= count)
  if (!asked) {
    asked = await askedPing(crowd, (await sendPing(crowd.site)).ping)
    crowd.asked.push(asked)
  }
  await drained(crowd.site)
  await crowd.sink.taken()
  return { ping: asked.ping, ballots: asked.unused.splice(0, count) }
}

/** A Ping with the ballots of members without a session: a member with one answers on the page. */
export async function askedPing({ site }: Crowd, ping: KnownPing): Promise<AskedPing> {
  return { ping, unused: (await ballotsOf(site, ping)).slice(site.members.length) }
}

/** One member's ballot: links by answer, as they stand in the mail. */
export interface Ballot {
  readonly personId: string
  readonly links: readonly string[]
  readonly codes: readonly string[]
}

/** The ballots of a Ping, those of members with sessions first. */
async function ballotsOf({ pool, secrets, members }: Site, ping: KnownPing): Promise<Ballot[]> {
  const { rows } = await pool.query<{ id: string; person_id: string; version: number }>(
    'select id, person_id, mail_version as version from ballot where ping_id = $1 order by array_position($2::uuid[], person_id), person_id',
    [ping.uuid, members.map(({ personId }) => personId)],
  )
  return rows.map(({ id, person_id, version }) => {
    const key = { ballotId: id, version }
    return {
      personId: person_id,
      links: ping.options.map((option) => ballotAddress(secrets, key, option)),
      codes: ping.options.map((option) => answerCode(secrets, key, option)),
    }
  })
}

/** Opens a link of a mail, as a mail program leads to a browser. */
export function opening(ballot: Ballot, answer: number, method: 'GET' | 'HEAD' = 'GET'): LoadRequest {
  return { method, path: ballot.links[answer] as string, headers: { accept: 'text/html' } }
}

/** Presses the button of the page behind a link. */
export function pressing(ballot: Ballot, answer: number): LoadRequest {
  return {
    method: 'POST',
    path: ballot.links[answer] as string,
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ answer: ballot.codes[answer] as string }).toString(),
  }
}

/** A Ping's votes in the database: each person's answer by its place, and how many are put aside. */
export async function storedVotes(
  site: Site,
  ping: KnownPing,
): Promise<{ of: Map<string, number>; rows: number; aside: number }> {
  const { rows } = await site.pool.query<{ person_id: string; option_id: string }>(
    'select person_id, option_id from vote where ping_id = $1',
    [ping.uuid],
  )
  const aside = await site.pool.query('select count(*)::int as n from unconfirmed_vote where ping_id = $1', [ping.uuid])
  return {
    of: new Map(rows.map(({ person_id, option_id }) => [person_id, ping.options.indexOf(option_id)])),
    rows: rows.length,
    aside: aside.rows[0].n,
  }
}

/** What the Ping's own page says to its leader: how many answered. */
export async function shownVotes(site: Site, ping: KnownPing): Promise<number> {
  const path = `/c/${site.community}/pings/${ping.id}`
  const answer = await fetch(`${site.program.url}${path}`, { headers: jsonOf(path, site.leader).headers })
  const { ping: view } = (await answer.json()) as { ping: { answered: number } }
  return view.answered
}
