/**
 * The people who may set up the site may see the outbox. For everybody else it does not exist.
 */
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { no, notFound, type Verdict, yes } from '#server/platform/refuse.ts'

/** May they read which mails did not leave? */
export function mayReadOutbox(actor: Actor): Verdict<true> {
  return may(actor, 'site_settings', null) ? yes(true) : no(notFound)
}

/** Are a mail's links shown as they are? The reader's own are, and in the demo all; others carry ballots and sign-ins. */
export function linksFor(actor: Actor, mail: { readonly personId: string | null }): 'live' | 'dotted' {
  const isOwn = mail.personId !== null && mail.personId === personIdOf(actor)
  return isOwn || actor.site.isDemo ? 'live' : 'dotted'
}
