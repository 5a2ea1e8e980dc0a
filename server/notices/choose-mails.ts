/** A person chooses which mails a community sends them: signed in, or with the link in each mail. */
import { choosableBy, choosableMails, mayChoose } from '#server/notices/choosable.ts'
import { saveMailChoice } from '#server/notices/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import type { Choice, MailKinds } from '#server/platform/mail/mail-kind.ts'
import { type Unsubscription, unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Chooses each kind of mail of one community the actor belongs to; a kind that is left out, or does not come to them, stays.
 * @refuses not_found
 */
export async function chooseMails(
  work: Work,
  actor: Actor,
  community: string,
  choices: Readonly<Record<string, Choice | undefined>>,
): Promise<void> {
  const membership = actor.kind === 'person' ? actor.memberships.find(({ slug }) => slug === community) : null
  if (actor.kind !== 'person' || !membership) return refuse(notFound)
  const of = { personId: actor.personId, communityId: membership.communityId }
  for (const { kind } of choosableBy(work.platform.declared.mails, membership)) {
    const choice = choices[kind]
    if (choice) await saveMailChoice(work, { ...of, kind, choice })
  }
}

/** The unsubscribe links of the kinds a member may turn off. */
export function stoppingLink(kinds: MailKinds): MailLink<Unsubscription> {
  return {
    ...unsubscribeLink,
    open(secrets, token) {
      const about = unsubscribeLink.open(secrets, token)
      return about && mayChoose(kinds, about.kind) ? about : null
    },
  }
}

/** Stops the mails an unsubscribe link names, or all of its community, or lets them come again. The link is the proof: nobody signs in. */
export async function chooseByLink(
  work: Work,
  stopped: Unsubscription,
  { choice, of }: { choice: Choice; of: 'this kind' | 'everything' },
): Promise<void> {
  const all = choosableMails(work.platform.declared.mails)
  for (const { kind } of of === 'everything' ? all : [stopped]) await saveMailChoice(work, { ...stopped, kind, choice })
}
