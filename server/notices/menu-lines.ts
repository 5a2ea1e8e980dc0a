/** What the rooms put into one's own menu in the header, below one's profile. */
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'

/**
 * Each place where one sets something about oneself, and for whoever owns the site the site itself and "Outbox".
 * "Pings in your name" stands there for everybody: a yes must be as easy to take back as to give, and a line that comes
 * and goes is found by nobody.
 */
export function personMenuLines({ actor, t }: Screen): { href: string; label: string }[] {
  const lines = [
    { href: '/account', label: t('Your account') },
    { href: '/inbox/settings', label: t('Mail settings') },
    { href: '/voices', label: t('Pings in your name') },
  ]
  if (may(actor, 'site_settings', null))
    lines.push({ href: '/site', label: t('This site') }, { href: '/outbox', label: t('Outbox') })
  return lines
}
