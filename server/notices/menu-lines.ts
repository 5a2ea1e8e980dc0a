/** What this room puts into one's own menu in the header. */
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'

/** "Mail settings", and for whoever sets up the site "Mails not sent". */
export function personMenuLines({ actor, t }: Screen): { href: string; label: string }[] {
  const lines = [{ href: '/inbox/settings', label: t('Mail settings') }]
  if (may(actor, 'site_settings', null)) lines.push({ href: '/outbox', label: t('Mails not sent') })
  return lines
}
