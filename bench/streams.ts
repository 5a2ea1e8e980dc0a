/**
 * How fast open pages learn, one at a time, that a right has ended and that a member voted.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { shortId } from '#server/platform/ids.ts'
import type { Figure } from './figure.ts'
import { openListener } from './load/listener.ts'
import type { LoadRequest } from './load/request.ts'
import type { Bench, Part } from './part.ts'
import { sendPing } from './site/crowd.ts'
import { drained } from './site/drained.ts'
import type { KnownPing } from './site/known.ts'
import { formOf, jsonOf, type Site, type Visitor } from './site/site.ts'

/** Longer than a channel rests after news, so that each vote finds a page at rest, as most do. */
const restMs = 300

/** One delay: from sending the act to its answer, and to the event on the page. The commit lies between sending and answer. */
interface Delay {
  readonly answered: number
  readonly told: number
}

export const streams: Part = {
  name: 'streams',
  says: 'How soon a stream ends once its right has, and how soon a vote moves the bars on another page.',
  runs: 3,
  async measure(bench) {
    const site = await bench.livedIn()
    const some = site.members.slice(-bench.many(40))
    // A Ping of its own that nobody has answered: everybody who has answered sees totals, leader or not.
    const { ping } = await sendPing(site)
    await drained(site)
    const before = await site.reference.rate(bench.seconds(1))
    const delays = {
      'a member is removed: their stream ends': await each(bench, some, (one) => removed(site, ping, one)),
      'a session is signed out: its stream ends': await each(bench, some, (one) => signedOut(site, ping, one)),
      'a role is taken: the stream is shaped anew': await each(bench, some, (one) => demoted(site, ping, one)),
      'a vote: the bars move on another page': await votes(bench, site, ping, some),
    }
    await send(site, actOf(`/c/${site.community}/pings/${ping.id}/closing`, site.leader, { why: 'It was measured.' }))
    const reference = (before + (await site.reference.rate(bench.seconds(1)))) / 2
    return Object.entries(delays).map(([name, all]) => figureOf(name, all, reference))
  },
}

/** The worst counts; beside it the median, how long the act itself took, and the reference's rate in this run. */
function figureOf(name: string, delays: readonly Delay[], reference: number): Figure {
  const told = delays.map((one) => one.told).sort((a, b) => a - b)
  const answered = delays.map((one) => one.answered).sort((a, b) => a - b)
  const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return {
    name,
    value: told.at(-1) ?? Number.NaN,
    unit: 'ms',
    wants: 'at most',
    gate: 1000,
    goal: 500,
    detail: `median ${middle(told).toFixed(0)} ms of ${told.length}, the act itself answered in ${middle(answered).toFixed(0)} ms, ref ${Math.round(reference)}/s`,
  }
}

/** One after the other, so that none waits for another. */
async function each(
  bench: Bench,
  people: readonly Visitor[],
  measure: (one: Visitor) => Promise<Delay>,
): Promise<Delay[]> {
  const delays: Delay[] = []
  for (const one of people) delays.push(await measure(one))
  bench.say(`${delays.length} rights have ended`)
  return delays
}

/** Somebody watches the Ping; the leader ends their membership, and brings them back afterwards. */
async function removed(site: Site, ping: KnownPing, member: Visitor): Promise<Delay> {
  const place = `/c/${site.community}/members/${shortId(member.personId)}`
  const listener = await openListener(site.program.url, ping, member)
  const delay = await measured(listener.next('gone'), site, actOf(`${place}/removal`, site.leader))
  listener.close()
  await send(site, actOf(`${place}/return`, site.leader))
  return delay
}

/** Somebody watches the Ping in a second browser, and signs out there. */
async function signedOut(site: Site, ping: KnownPing, member: Visitor): Promise<Delay> {
  const [there] = await site.signIn([member.personId])
  const listener = await openListener(site.program.url, ping, there as Visitor)
  const delay = await measured(listener.next('over'), site, actOf('/sign-out', there as Visitor))
  listener.close()
  return delay
}

/** A leader watches the Ping and becomes a plain member: from then on they see no more than members do. */
async function demoted(site: Site, ping: KnownPing, member: Visitor): Promise<Delay> {
  const path = `/c/${site.community}/members/${shortId(member.personId)}/roles`
  await send(site, actOf(path, site.leader, { standing: 'leader' }))
  const listener = await openListener(site.program.url, ping, member)
  const delay = await measured(listener.next('update'), site, actOf(path, site.leader, { standing: 'member' }))
  listener.close()
  return delay
}

/** The leader watches the Ping; one member after the other answers. */
async function votes(bench: Bench, site: Site, ping: KnownPing, people: readonly Visitor[]): Promise<Delay[]> {
  const listener = await openListener(site.program.url, ping, site.leader)
  const delays: Delay[] = []
  for (const one of people) {
    await wait(restMs)
    const vote = formOf(`/c/${site.community}/pings/${ping.id}/vote`, one, {
      optionId: ping.options[0] as string,
    })
    delays.push(await measured(listener.next('update'), site, vote))
  }
  listener.close()
  bench.say(`${delays.length} votes have moved the bars`)
  return delays
}

async function measured(told: Promise<number>, site: Site, act: LoadRequest): Promise<Delay> {
  const sent = performance.now()
  const [at, answered] = await Promise.all([told, send(site, act)])
  return { told: at - sent, answered: answered - sent }
}

/** A POST as a program with this session sends it. */
function actOf(path: string, visitor: Visitor, body: object = {}): LoadRequest {
  return {
    method: 'POST',
    path,
    headers: { ...jsonOf(path, visitor).headers, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

/** @returns when it was answered */
async function send(site: Site, { method, path, headers, body }: LoadRequest): Promise<number> {
  const answer = await fetch(`${site.program.url}${path}`, { method, headers, body: body ?? null, redirect: 'manual' })
  const at = performance.now()
  const text = await answer.text()
  if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 400)}`)
  return at
}
