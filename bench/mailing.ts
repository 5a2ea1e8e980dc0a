/**
 * A Ping to 10,000 members: how long its sender waits, and how long until every mail is handed over, once.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { putLoadFor } from './load/load.ts'
import type { TakenMail } from './load/mail-sink.ts'
import type { Part } from './part.ts'
import { askedPing, type Crowd, sendPing } from './site/crowd.ts'
import { formOf } from './site/site.ts'

/** Ms until nothing more is waited for: the gate. */
const patienceMs = 300_000
const waitingForSignIn = 'person-1@seed.example'

export const mailing: Part = {
  name: 'mailing',
  says: 'A Ping to 10,000 members, its mails handed to an SMTP server on this machine, and a sign-in mail in between.',
  runs: 3,
  async measure(bench) {
    const crowd = await bench.crowded()
    const { site } = crowd
    const before = await crowd.sink.taken()
    if (before.length > 0) bench.say(`${before.length} mails were still under way.`)
    const { ping, question, answeredInMs, sentAt } = await sendPing(crowd.site)
    const asked = performance.timeOrigin + performance.now()
    await putLoadFor([200, 303], {
      kind: 'closed',
      origin: site.program.url,
      requests: [formOf('/sign-in', null, { email: waitingForSignIn })],
      once: true,
      connections: 1,
      seconds: 5,
    })
    const { rows } = await site.pool.query('select count(*)::int as n from ballot where ping_id = $1', [ping.uuid])
    const expected: number = rows[0].n
    const taken = await takenOf(crowd, (mails) => ofPing(mails, question).length >= expected)
    crowd.asked.push(await askedPing(crowd, ping))
    const mails = ofPing(taken, question)
    const times = new Map<string, number>()
    for (const { to } of mails) times.set(to, (times.get(to) ?? 0) + 1)
    const wrong = [...times.values()].filter((n) => n !== 1).length + Math.abs(expected - times.size)
    const last = mails.length >= expected ? Math.max(...mails.map(({ at }) => at)) : Number.NaN
    const signIn = taken.find(
      ({ to, subject }) => to === waitingForSignIn && !subject.startsWith(question.slice(0, 20)),
    )
    return [
      {
        name: 'sending: until the page answers',
        ...{ value: answeredInMs / 1000, unit: 's', wants: 'at most', gate: 2, goal: 1 },
        detail: `${expected} ballots, mails and jobs in one transaction`,
      },
      {
        name: 'all mails handed over',
        ...{ value: (last - sentAt) / 1000, unit: 's', wants: 'at most', gate: 300, goal: 60 },
        detail: `${Math.round((mails.length / (last - sentAt)) * 1000)} a second`,
      },
      {
        name: 'members without exactly one mail',
        ...{ value: wrong, unit: '', wants: 'at most', gate: 0, goal: 0 },
        detail: `${mails.length} mails to ${times.size} of ${expected} members`,
      },
      {
        name: 'a sign-in mail in between',
        ...{ value: signIn ? (signIn.at - asked) / 1000 : Number.NaN, unit: 's', wants: 'at most', gate: 10, goal: 2 },
        detail: 'asked for right after the Ping was sent',
      },
      {
        name: 'memory of the program after mailing',
        ...{ value: site.program.memory(), unit: 'MB', wants: 'at most', gate: 500, goal: null },
        detail: 'web and worker in one process',
      },
    ]
  },
}

function ofPing(mails: readonly TakenMail[], question: string): TakenMail[] {
  return mails.filter(({ subject }) => subject === question)
}

/** Gathers mails until there are enough and a moment more, for one that comes twice. */
async function takenOf(crowd: Crowd, isEnough: (mails: readonly TakenMail[]) => boolean): Promise<TakenMail[]> {
  const mails: TakenMail[] = []
  for (const started = Date.now(); Date.now() - started < patienceMs && !isEnough(mails); await wait(250)) {
    mails.push(...(await crowd.sink.taken()))
  }
  await wait(1000)
  return [...mails, ...(await crowd.sink.taken())]
}
