/** What is not a post cannot wait for a moderator: words that hold posts back are refused there. Their list is never told. */
import { heldWordIn } from '#server/communities/rules/held-words.ts'
import { readRules } from '#server/communities/rules/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

const cannotWait = {
  says: 'This holds words that a moderator looks at here first, and it cannot wait for one. Say it in other words, or ask a moderator. Nothing you wrote is lost.',
}

/**
 * Nothing of this brings a word that a moderator looks at first; never for those who moderate. A word that stood there before stays.
 * @param fields what is said, by the name of its field
 * @refuses input_invalid
 */
export async function insistNoHeldWord(
  look: Look,
  actor: Actor,
  communityId: string,
  { fields, before = [] }: { fields: Readonly<Record<string, string>>; before?: readonly string[] },
): Promise<void> {
  const sought = await wordsToSeek(look, actor, communityId, before.join('\n'))
  for (const [name, text] of Object.entries(fields)) {
    if (heldWordIn(text, sought) !== null) refuseFields({ [name]: cannotWait })
  }
}

/** Does this text bring such a word, which did not stand there before? Never where its writer moderates. */
export async function bringsHeldWord(
  look: Look,
  actor: Actor,
  communityId: string,
  { text, before }: { readonly text: string; readonly before: string },
): Promise<boolean> {
  return heldWordIn(text, await wordsToSeek(look, actor, communityId, before)) !== null
}

async function wordsToSeek(look: Look, actor: Actor, communityId: string, before: string): Promise<string[]> {
  if (actor.kind !== 'person' || may(actor, 'moderate', communityId)) return []
  const { words } = await readRules(look, communityId)
  return words.filter((word) => heldWordIn(before, [word]) === null)
}
