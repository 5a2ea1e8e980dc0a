/**
 * The kind of mail that invites somebody into a community they are a member of.
 */
import { invitationLink } from '#server/communities/invitation/invitation.ts'
import { invitationEmail } from '#server/communities/members/emails.ts'
import { readInvitation } from '#server/communities/members/reads-notices.ts'
import { isLeaving, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName, mailPurpose } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

/** `isNew`: they had never been on this site when they were invited; such mails are counted by day. */
export type InvitationPayload = { readonly invitedBy: string | null; readonly isNew: boolean }

/** To one new member of one community, while it is open and they are in it. */
export const invitationMail = mailKind<InvitationPayload>({
  kind: 'invitation',
  priority: 'bulk',
  invites: true,
  name: (t) => t('Invitation'),
  unsubscribe: {
    place: 40,
    byDefault: 'at_once',
    name: (t) => t('Invitations'),
    hint: (t) => t('One mail, when you left and somebody adds you again.'),
    stops: (t, at) => t('You will get no more invitations to {community}. Pings and answers stay as they are.', at),
    stopped: (t, at) =>
      t('Invitations to {community} no longer come to you by mail. Pings and answers stay as they are.', at),
  },
  async compose(look, mail) {
    const { community, personId } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const found = await readInvitation(look, { communityId: community.id, personId, invitedBy: mail.payload.invitedBy })
    if (!found) return { dropped: 'left' }
    if (found.status !== 'active') return { dropped: 'over' }
    // A kept mail is shown as it was; a mail that is about to leave must still be wanted.
    if (isLeaving(mail) && found.isOptedOut) return { dropped: 'opted_out' }
    return invitationEmail(mail, {
      ...found,
      inviter: found.inviter && mailName(found.inviter),
      purpose: mailPurpose(found.purpose),
      community,
      unsubscribeUrl: unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'invitation' }),
      joinUrl: `${look.platform.config.publicUrl}${invitationLink.address(look.platform.secrets, { id: mail.id, version: mail.mailVersion })}`,
      publicUrl: look.platform.config.publicUrl,
    })
  },
})
