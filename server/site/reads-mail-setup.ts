/**
 * Whether mail leaves this site, whether it was seen to arrive, and who can help where it does not.
 */
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailStates } from '#server/platform/mail/mail-kind.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import type { MailSetup } from '#server/site/mail-setup.ts'
import { testMail } from '#server/site/test-mail.ts'

const shape = z.object({
  state: z.enum(mailStates).nullable(),
  sent_at: z.date().nullable(),
  last_error: z.string().nullable(),
  owners: z.array(z.string()),
})

/** The state of mail on this site, for people who prepare a community or run the site. One query. */
export async function readMailSetup(look: Look, actor: Actor): Promise<MailSetup> {
  const { config } = look.platform
  const runsSite = may(actor, 'site_settings', null)
  const { state, sent_at, last_error, owners } = await onlyRow(look, shape)`
    select test.state, test.sent_at, test.last_error,
      array(select p.name from person p where p.site_role = 'owner' and p.removed_at is null order by p.created_at limit 3) as owners
    from site left join lateral (
      select m.state, m.sent_at, m.last_error from mail m
      where m.person_id = ${personIdOf(actor)}::uuid and m.kind = ${testMail.kind}
      order by m.id desc limit 1) test on true`
  return {
    way: mailMode(config, actor.site),
    from: config.mailFrom,
    runsSite,
    owners,
    test: state && { state, sentAt: sent_at, problem: runsSite ? last_error : null },
  }
}
