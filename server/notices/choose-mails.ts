/** A person chooses which mails a community sends them: signed in, or with the link in each mail. */

import { type ChoosingMembership, readMembership, saveMailChoices, saveReturn } from '#server/notices/choice-store.ts'
import { choosableBy, choosableMails, mayChoose } from '#server/notices/choosable.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { MailLink } from '#server/platform/mail/acts/mail-link.ts'
import type { Choice, MailKinds } from '#server/platform/mail/mail-kind.ts'
import { type Unsubscription, unsubscribeLink } from '#server/platform/mail/unsubscribe.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Choices by kind of mail; a kind that is left out, or does not come to them, stays. */
export type Choices = Readonly<Record<string, Choice | undefined>>

/** Chooses kinds of mail of one of the actor's communities. @refuses not_found */
export async function chooseMails(work: Work, actor: Actor, slug: string, choices: Choices): Promise<void> {
  await choose(work, await findMembership(work, actor, slug), choices)
}

/** Turns off every mail of one of the actor's communities. @refuses not_found */
export async function muteCommunity(work: Work, actor: Actor, slug: string): Promise<void> {
  await chooseMails(work, actor, slug, everythingOff(work))
}

/** Brings back what was turned off last in one of the actor's communities, as it was before. @refuses not_found */
export async function unmuteCommunity(work: Work, actor: Actor, slug: string): Promise<void> {
  await saveReturn(work, await findMembership(work, actor, slug), null)
}

/** With a link of the person's: chooses kinds of mail of its community, or turns all of them off. Who has left gets none anyway. */
export async function chooseByLink(
  work: Work,
  { personId, communityId }: Pick<Unsubscription, 'personId' | 'communityId'>,
  choices: Choices | 'everything off',
): Promise<void> {
  const membership = await readMembership(work, personId, { id: communityId })
  if (membership) await choose(work, membership, choices === 'everything off' ? everythingOff(work) : choices)
}

/** With the link of a digest: chooses kinds of mail of one of its reader's communities. @refuses not_found */
export async function chooseByDigest(work: Work, personId: string, slug: string, choices: Choices): Promise<void> {
  await choose(work, (await readMembership(work, personId, { slug })) ?? refuse(notFound), choices)
}

/** With a link: brings back its kind of mail and what was turned off together with it; where everything is off, also what was turned off last. */
export async function returnByLink(
  work: Work,
  { kind, ...of }: Unsubscription,
  { isAllOff }: { readonly isAllOff: boolean },
): Promise<void> {
  if (isAllOff) await saveReturn(work, of, null)
  await saveReturn(work, of, kind)
}

async function findMembership(work: Work, actor: Actor, slug: string): Promise<ChoosingMembership> {
  return (await readMembership(work, personIdOf(actor) ?? refuse(notFound), { slug })) ?? refuse(notFound)
}

async function choose(work: Work, membership: ChoosingMembership, choices: Choices): Promise<void> {
  const chosen = choosableBy(work.platform.declared.mails, membership).flatMap(
    ({ kind, unsubscribe: { byDefault } }) => {
      const choice = choices[kind]
      return choice ? [{ kind, choice, byDefault }] : []
    },
  )
  await saveMailChoices(work, membership, chosen)
}

function everythingOff(work: Work): Choices {
  return Object.fromEntries(choosableMails(work.platform.declared.mails).map(({ kind }) => [kind, 'off']))
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

/** Stops one kind of mail of one community for a person who asked for that by mail; a kind that nobody may turn off goes on. */
export async function stopMails(work: Work, about: Unsubscription): Promise<void> {
  await chooseByLink(work, about, { [about.kind]: 'off' })
}
