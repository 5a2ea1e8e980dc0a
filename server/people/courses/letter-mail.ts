/**
 * The kind of mail that carries the letter of a cohort.
 */
import { letterEmail } from '#server/people/courses/letter-email.ts'
import { readLetterMail } from '#server/people/courses/letter-store.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

type LetterPayload = { readonly cohortId: string; readonly invitedBy: string | null; readonly isNew: boolean }

/** To each person of a running cohort, once. Who is new here gets it in the place of an invitation. */
export const letterMail = mailKind<LetterPayload>({
  kind: 'cohort_letter',
  priority: 'bulk',
  invites: true,
  name: (t) => t('Letter to a cohort'),
  unsubscribe: {
    place: 35,
    byDefault: 'at_once',
    name: (t) => t('Letters to your cohorts'),
    hint: (t) => t('One letter, when your cohort starts or you join it.'),
    stops: (t, at) => t('You will get no more letters to your cohorts in {community}.', at),
    stopped: (t, at) => t('Letters to your cohorts in {community} no longer come to you by mail.', at),
  },
  async compose(look, mail) {
    const { community, personId } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const found = await readLetterMail(look, mail.payload.cohortId, personId)
    if (!found) return { dropped: 'left' }
    if (isLeaving(mail) && (!found.isOpen || !found.isRunning || found.html === '')) return { dropped: 'over' }
    // A kept mail is shown as it was; a mail that is about to leave must still be wanted.
    if (isLeaving(mail) && found.isOptedOut) return { dropped: 'opted_out' }
    const { publicUrl } = look.platform.config
    return letterEmail(found, {
      t: mail.t,
      community,
      site: { name: mail.siteName, url: publicUrl },
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'cohort_letter' }),
    })
  },
})
