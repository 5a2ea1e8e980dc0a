/** A person chooses which mails a community sends them: signed in, or with the link that stands in each mail. */
import { choosableMails, mayChoose } from '#server/notices/choosable.ts'
import { saveMailChoice } from '#server/notices/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Choice } from '#server/platform/mail/mail-kind.ts'
import { readUnsubscribe, type Unsubscription } from '#server/platform/mail/unsubscribe.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Platform, Work } from '#server/platform/work.ts'

/**
 * Chooses each kind of mail of one community the actor belongs to; a kind that is left out stays.
 * @refuses not_found
 */
export async function chooseMails(
  work: Work,
  actor: Actor,
  community: string,
  choices: Readonly<Record<string, Choice | undefined>>,
): Promise<void> {
  const belonging = actor.kind === 'person' ? actor.belongings.find(({ slug }) => slug === community) : null
  if (actor.kind !== 'person' || !belonging) return refuse(notFound)
  const of = { personId: actor.personId, communityId: belonging.communityId }
  for (const { kind } of choosableMails(work.platform.declared.mails)) {
    const choice = choices[kind]
    if (choice) await saveMailChoice(work, { ...of, kind, choice })
  }
}

/** Is this the last part of an unsubscribe address of ours? Asks no database. */
export function isOurLink(platform: Platform, token: string): boolean {
  return meantBy(platform, token) !== null
}

function meantBy(platform: Platform, token: string): Unsubscription | null {
  const meant = readUnsubscribe(platform, token)
  return meant && mayChoose(platform.declared.mails, meant.kind) ? meant : null
}

/**
 * Stops the mails an unsubscribe link names, or all of its community, or lets them come again. The link is the proof: nobody signs in.
 * @refuses not_found where the link is forged or cut
 */
export async function chooseByLink(
  work: Work,
  token: string,
  { choice, of }: { choice: Choice; of: 'this kind' | 'everything' },
): Promise<void> {
  const meant = meantBy(work.platform, token) ?? refuse(notFound)
  const all = choosableMails(work.platform.declared.mails)
  for (const { kind } of of === 'everything' ? all : [meant]) await saveMailChoice(work, { ...meant, kind, choice })
}
