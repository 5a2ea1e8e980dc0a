/** A person chooses which mails a community sends them: signed in, or with the link that stands in each mail. */
import { type Choice, type ChoosableMail, choosable, isChoosable } from '#server/notices/mail-choice.ts'
import { saveMailChoice } from '#server/notices/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { readUnsubscribe } from '#server/platform/mail/unsubscribe.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Platform, Work } from '#server/platform/work.ts'

/**
 * Chooses each kind of mail of one community the actor belongs to; a kind that is left out stays.
 * @refuses not_found
 */
export async function chooseMails(
  work: Work,
  actor: Actor,
  { community, ...choices }: { community: string } & Partial<Record<ChoosableMail, Choice>>,
): Promise<void> {
  const belonging = actor.kind === 'person' ? actor.belongings.find(({ slug }) => slug === community) : null
  if (actor.kind !== 'person' || !belonging) return refuse(notFound)
  for (const kind of choosable) {
    const choice = choices[kind]
    if (!choice) continue
    await saveMailChoice(work, { personId: actor.personId, communityId: belonging.communityId, kind, choice })
  }
}

/** Is this the last part of an unsubscribe address of ours? Asks no database. */
export function isOurLink(platform: Platform, token: string): boolean {
  const meant = readUnsubscribe(platform, token)
  return meant !== null && isChoosable(meant.kind)
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
  const meant = readUnsubscribe(work.platform, token)
  if (!meant || !isChoosable(meant.kind)) return refuse(notFound)
  for (const kind of of === 'everything' ? choosable : [meant.kind])
    await saveMailChoice(work, { ...meant, kind, choice })
}
