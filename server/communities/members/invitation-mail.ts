/**
 * The kind of mail that invites somebody into a community they are a member of.
 */
import { invitationEmail } from '#server/communities/members/emails.ts'
import { readInvitation } from '#server/communities/members/reads-notices.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

/** To one new member of one community, while it is open and they are in it. */
export const invitationMail = mailKind<{ invitedBy: string | null }>({
  kind: 'invitation',
  priority: 'bulk',
  unsubscribe: 'per-kind',
  async compose(look, mail) {
    const { community, personId } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const found = await readInvitation(look, { communityId: community.id, personId, invitedBy: mail.payload.invitedBy })
    if (!found) return { dropped: 'left' }
    if (found.status !== 'active') return { dropped: 'over' }
    // What was kept is shown as it was; what is about to leave must still be wanted.
    if ((mail.state ?? 'waiting') === 'waiting' && found.isOptedOut) return { dropped: 'opted_out' }
    return invitationEmail(mail, {
      ...found,
      community,
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'invitation' }),
      publicUrl: look.platform.config.publicUrl,
    })
  },
})
