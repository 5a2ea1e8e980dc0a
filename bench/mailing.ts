/**
 * A Ping to 10,000 members, and after it an event to which all of them are invited: how long its sender waits, and how long until every
 * mail is handed over, once.
 */
import { measureInvitations } from './invitations.ts'
import { putLoadFor } from './load/load.ts'
import type { TakenMail } from './load/mail-sink.ts'
import { handedOver, takenUntil } from './mails-taken.ts'
import type { Part } from './part.ts'
import { askedPing, sendPing } from './site/crowd.ts'
import { formOf } from './site/site.ts'

const waitingForSignIn = 'person-1@seed.example'

export const mailing: Part = {
  name: 'mailing',
  says: 'A Ping to 10,000 members, its mails handed to an SMTP server on this machine, and a sign-in mail in between; then invitations to an event.',
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
    const taken = await takenUntil(crowd, (mails) => ofPing(mails, question).length >= expected)
    crowd.asked.push(await askedPing(crowd, ping))
    const mails = ofPing(taken, question)
    const all = handedOver(mails, { expected, sentAt })
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
        ...{ value: all.seconds, unit: 's', wants: 'at most', gate: 300, goal: 60 },
        detail: `${Math.round(all.perSecond)} a second`,
      },
      {
        name: 'members without exactly one mail',
        ...{ value: all.wrong, unit: '', wants: 'at most', gate: 0, goal: 0 },
        detail: all.detail,
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
      ...(await measureInvitations(crowd, all)),
    ]
  },
}

function ofPing(mails: readonly TakenMail[], question: string): TakenMail[] {
  return mails.filter(({ subject }) => subject === question)
}
