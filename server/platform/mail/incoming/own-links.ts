/** Keeps the links that a mail gave to its recipient alone out of what they post. Pure. */
import type { Composed } from '#server/platform/mail/mail-kind.ts'

/**
 * Whoever holds such a link votes, or stops mails, in the name of its recipient. Where a program quotes a mail in a way nobody knows,
 * its links go.
 */
export function withoutOwnLinks(says: string, sent: Composed | undefined): string {
  const links = (sent?.text.match(/https?:\/\/\S+/g) ?? []).filter(isOwn)
  return links.reduce((text, link) => text.replaceAll(link, '…'), says)
}

/** Addresses below `/c/` are the same for all members. */
function isOwn(link: string): boolean {
  const { pathname } = new URL(link)
  return pathname !== '/' && !pathname.startsWith('/c/')
}
