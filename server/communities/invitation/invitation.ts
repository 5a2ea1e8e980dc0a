/**
 * The pass in an invitation: one press signs its reader in for the first time. It is derived from the mail, never stored. Pure.
 */
import { refusal } from '#server/platform/refuse.ts'
import type { OpenedToken, Secrets } from '#server/platform/secrets.ts'

/** How long it works, from when the mail was made. */
export const invitationDays = 30

const purpose = 'invitation'

/** The address behind the mail's button. The version is the person's `mail_version`: it ends when their address changes. */
export function invitationAddress(
  { publicUrl, secrets }: { readonly publicUrl: string; readonly secrets: Secrets },
  mail: { readonly id: string; readonly mailVersion: number },
): string {
  return `${publicUrl}/i/${secrets.token(purpose, mail.id, mail.mailVersion)}`
}

/** The mail an address stands for, with the version it was made for; null where it was not made here. Costs no query. */
export function openInvitation(secrets: Secrets, token: string): OpenedToken | null {
  return secrets.openToken(purpose, token)
}

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
