/**
 * Invitations to an event, each with links for three answers and a calendar file of its own, beside the mails of a Ping in the same run.
 */
import type { Figure } from './figure.ts'
import { type HandedOver, handedOver, takenUntil } from './mails-taken.ts'
import { type Crowd, planEvent } from './site/crowd.ts'
import { drained } from './site/drained.ts'

/** @param pings the mailing of the Ping that went before */
export async function measureInvitations(crowd: Crowd, pings: HandedOver): Promise<Figure[]> {
  const { site } = crowd
  await drained(site)
  const { id, subject, answeredInMs, sentAt } = await planEvent(site)
  const { rows } = await site.pool.query("select count(*)::int as n from mail where kind = 'event' and about_id = $1", [
    id,
  ])
  const expected: number = rows[0].n
  const ofEvent = (one: { readonly subject: string }) => one.subject === subject
  const taken = await takenUntil(crowd, (mails) => mails.filter(ofEvent).length >= expected)
  const all = handedOver(taken.filter(ofEvent), { expected, sentAt })
  return [
    {
      name: 'planning an event: until the page answers',
      ...{ value: answeredInMs / 1000, unit: 's', wants: 'at most', gate: 2, goal: 1 },
      detail: `${expected} mails and jobs in one transaction, twelve dates`,
    },
    {
      name: 'all invitations handed over',
      ...{ value: all.seconds, unit: 's', wants: 'at most', gate: 300, goal: 60 },
      detail: `${Math.round(all.perSecond)} a second`,
    },
    {
      name: 'members without exactly one invitation',
      ...{ value: all.wrong, unit: '', wants: 'at most', gate: 0, goal: 0 },
      detail: all.detail,
    },
    {
      name: 'an invitation against a Ping’s mail',
      ...{ value: pings.perSecond / all.perSecond, unit: '×', wants: 'at most', gate: null, goal: 2 },
      detail: `${Math.round(all.perSecond)} against ${Math.round(pings.perSecond)} a second in the same run`,
    },
  ]
}
