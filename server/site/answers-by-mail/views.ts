/**
 * How answers by mail stand: what is set, whether mail comes in, and what became of the latest test. No secret is in it.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { mailboxAddress } from '#server/platform/mail/incoming/mailbox-address.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import { isLocalHost } from '#server/platform/setting-shapes.ts'
import type { Look } from '#server/platform/work.ts'
import { answersTestMail, minutesToComeBack } from '#server/site/answers-by-mail/round-trip.ts'

/** Over how many days it is counted what came. */
export const daysCounted = 7

const test = z.object({
  /** `lost`: it did not come back in time, and may still come. */
  state: z.enum(['on_its_way', 'came_back', 'lost', 'not_taken']),
  sentAt: z.date(),
  /** How long it took; null before it came back. */
  seconds: z.number().nullable(),
  /** Did its domain vouch for what came back? */
  isVouchedFor: z.boolean().nullable(),
  /** What the mail server said when it did not take it. */
  problem: z.string().nullable(),
})

export const answersSetupView = z.object({
  /** The addresses that answers are written to, with a star; null where no mail comes in. */
  address: z.string().nullable(),
  /** Where bounces go: the address of `MAIL_FROM`. */
  sender: z.string(),
  /** Does mail leave? Without that there is nothing to answer. */
  leaves: z.boolean(),
  /** Where it listens for SMTP (`MAIL_IN`); `knowsRelays`: `TRUSTED_PROXIES` is set. */
  receiver: z
    .object({ host: z.string(), port: z.number(), isOfThisMachine: z.boolean(), knowsRelays: z.boolean() })
    .nullable(),
  /** The mailbox it reads (`IMAP_URL`), and how that stands. */
  mailbox: z
    .object({
      address: z.string(),
      /** `IMAP_AUTHSERV`. */
      authserv: z.string().nullable(),
      openedAt: z.date().nullable(),
      problem: z.string().nullable(),
      problemAt: z.date().nullable(),
    })
    .nullable(),
  lastMailAt: z.date().nullable(),
  /** What became of the mails of the last days; `waiting`: those that wait to be confirmed now. */
  counts: z.object({ posted: z.number(), waiting: z.number(), refused: z.number(), byMachines: z.number() }),
  test: test.nullable(),
})
export type AnswersSetup = z.infer<typeof answersSetupView>

const stored = z.object({
  openedAt: z.date().nullable(),
  problem: z.string().nullable(),
  problemAt: z.date().nullable(),
  lastMailAt: z.date().nullable(),
  counts: answersSetupView.shape.counts,
  testSentAt: z.date().nullable(),
  testState: z.string().nullable(),
  testProblem: z.string().nullable(),
  cameBackAt: z.date().nullable(),
  isVouchedFor: z.boolean().nullable(),
})

/**
 * Reads it, for those who run the site. One query.
 * @refuses forbidden
 */
export async function readAnswersSetup(look: Look, actor: Actor): Promise<AnswersSetup> {
  if (!may(actor, 'site_overview', null)) refuse(forbidden)
  const { config } = look.platform
  const url = config.imapUrl && new URL(config.imapUrl.reveal())
  const { openedAt, problem, problemAt, lastMailAt, counts, ...sent } = await onlyRow(look, stored)`
    select box.connected_at as "openedAt", box.problem, box.problem_at as "problemAt",
      (select max(created_at) from incoming_mail) as "lastMailAt",
      (select json_build_object('posted', count(*) filter (where outcome = 'posted'), 'refused', count(*) filter (where outcome = 'refused'),
        'byMachines', count(*) filter (where outcome in ('auto_reply', 'loop', 'bounce', 'complaint')),
        'waiting', (select count(*) from unconfirmed_answer))
        from incoming_mail where created_at > app_now() - make_interval(days => ${daysCounted})) as counts,
      sent.created_at as "testSentAt", sent.state as "testState", sent.last_error as "testProblem",
      came.created_at as "cameBackAt", came.is_vouched_for as "isVouchedFor"
    from site
    left join read_mailbox box on box.address = ${url ? mailboxAddress(url) : null}
    left join lateral (select * from mail where kind = ${answersTestMail.kind} order by id desc limit 1) sent on true
    left join lateral (select * from incoming_mail where answered_id = sent.id order by id limit 1) came on true`
  const isOn = config.mailReplyTo !== null
  return {
    address: config.mailReplyTo,
    sender: readSender(config.mailFrom).address,
    leaves: mailMode(config, actor.site) === 'leaves',
    receiver: config.mailIn && {
      ...config.mailIn,
      isOfThisMachine: isLocalHost(config.mailIn.host),
      knowsRelays: config.trustedProxies.length > 0,
    },
    mailbox: url && { address: mailboxAddress(url), authserv: config.imapAuthserv, openedAt, problem, problemAt },
    lastMailAt,
    counts,
    test: isOn ? testIn(sent, look.now) : null,
  }
}

type Sent = Pick<z.infer<typeof stored>, 'testSentAt' | 'testState' | 'testProblem' | 'cameBackAt' | 'isVouchedFor'>

function testIn({ testSentAt: sentAt, testState, testProblem, cameBackAt, isVouchedFor }: Sent, now: Date) {
  if (!sentAt) return null
  const secondsTo = (then: Date) => Math.max(0, Math.round((then.getTime() - sentAt.getTime()) / 1000))
  const wait = cameBackAt ? null : secondsTo(now)
  const state =
    wait === null
      ? ('came_back' as const)
      : testState === 'failed' || testProblem
        ? ('not_taken' as const)
        : wait > minutesToComeBack * 60
          ? ('lost' as const)
          : ('on_its_way' as const)
  return { state, sentAt, seconds: cameBackAt && secondsTo(cameBackAt), isVouchedFor, problem: testProblem }
}
