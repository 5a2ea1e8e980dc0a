/**
 * The pass in an invitation: one press signs its reader in for the first time. It is derived from the mail, never stored. Pure.
 */
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refusal } from '#server/platform/refuse.ts'

/** How long it works, from when the mail was made. */
export const invitationDays = 30

export const invitationForged = refusal(
  'invitation_forged',
  404,
  'This link was cut off or changed on its way. Open it from the mail once more.',
)
export const invitationOver = refusal(
  'invitation_over',
  409,
  'This invitation no longer works. Ask the person who invited you for a new one.',
)

/** The link behind the mail's button, by the mail. The version is the person's `mail_version`: it ends when their address changes. */
export const invitationLink = mailLink('/i', 'invitation', invitationForged)
