/**
 * The people who may set up the site may see the outbox. For everybody else it does not exist.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { MailKinds } from '#server/platform/mail/mail-kind.ts'
import { may } from '#server/platform/permissions.ts'
import { no, notFound, type Verdict, yes } from '#server/platform/refuse.ts'

/** May they read which mails did not leave? */
export function mayReadOutbox(actor: Actor): Verdict<true> {
  return may(actor, 'site_settings', null) ? yes(true) : no(notFound)
}

/** The kinds of mail of which they may not even see who gets one, beside their own; in the demo everybody is invented. */
export function secretKinds(actor: Actor, kinds: MailKinds): string[] {
  if (actor.site.isDemo) return []
  return [...kinds.values()].filter(({ isSecretTo }) => isSecretTo).map(({ kind }) => kind)
}

/** Are a mail's links shown as they are? The reader's own are, and in the demo all; others carry ballots and sign-ins. */
export function linksFor(actor: Actor, mail: { readonly personId: string | null }): 'live' | 'dotted' {
  const isOwn = mail.personId !== null && mail.personId === personIdOf(actor)
  return isOwn || actor.site.isDemo ? 'live' : 'dotted'
}
