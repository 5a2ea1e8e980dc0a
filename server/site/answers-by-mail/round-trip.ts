/**
 * A test of answers by mail: a mail of the site to an address of its own, which has to come back.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailLayout, paragraph } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** After so many minutes a test that did not come back is given up; it still counts if it comes. */
export const minutesToComeBack = 5

export const answersAreOff = refusal(
  'answers_by_mail_off',
  409,
  'No mail comes in at this site yet, so nothing was sent. Set MAIL_IN or IMAP_URL first.',
)

export const answersTestMail = mailKind<Record<string, never>>({
  kind: 'answers_test',
  priority: 'person-waits',
  name: (t) => t('A test of answers by mail'),
  unsubscribe: 'none',
  comesBack: true,
  compose({ platform }, { t, siteName, siteHue }) {
    const says = t('This mail goes to the site itself. Once it comes in there, answers by mail come in too.')
    return Promise.resolve(
      mailLayout({
        t,
        subject: t('A test of answers by mail'),
        preheader: says,
        blocks: [paragraph(says)],
        why: t('Somebody who runs {site} asked for this test.', { site: siteName }),
        site: { name: siteName, url: platform.config.publicUrl, hue: siteHue },
      }),
    )
  },
})

/**
 * Sends it.
 * @refuses forbidden · mail_waits where no mail leaves · answers_by_mail_off where none comes in
 */
export async function testAnswers(work: Work, actor: Actor): Promise<void> {
  if (!may(actor, 'site_overview', null) || !personIdOf(actor)) refuse(forbidden)
  const { config } = work.platform
  if (!config.mailReplyTo) refuse(answersAreOff)
  if (mailMode(config, actor.site) !== 'leaves') refuse(mailWaits)
  await queueMail(work, answersTestMail, readSender(config.mailFrom), { payload: {}, locale: actor.locale })
}
