/** Those who moderate decide a case: it is kept, hidden or removed; and they take a decision back. */
import { z } from 'zod'
import { findCommunityToChange, lockCommunity } from '#server/communities/room.ts'
import { moderatePost, moderatesAs } from '#server/discussions/room.ts'
import { hideEntry, removeEntry, showEntry } from '#server/entries/room.ts'
import {
  caseKept,
  caseReopened,
  caseSettled,
  entryHidden,
  entryRemoved,
  entryReturned,
  entryShown,
} from '#server/moderation/activities.ts'
import {
  aboutYourself,
  alreadyDecided,
  type Decision,
  decisions,
  reportReasons,
  stillOpen,
} from '#server/moderation/case.ts'
import { type CaseRow, lockCase, readEntry, saveKept } from '#server/moderation/store.ts'
import { reasonWords } from '#server/moderation/words.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { chooseLocale, translator } from '#server/platform/i18n.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface CaseRef {
  readonly community: string
  readonly case: string
}

export const decisionInput = z.object({
  act: z.enum(decisions),
  /** Of the charter's norms, in other words, or a reason of reports by its name: told to the author with `why`. */
  rule: optionalLine(200),
  why: optionalLine(300),
  /** Of a discussion that begins with what was reported: all of it. */
  whole: z.enum(['yes', 'no']).default('no'),
})

export const decidedView = z.object({ id: z.string(), act: z.enum(decisions), wasHeld: z.boolean() })

/**
 * Decides a case.
 * @refuses not_found · forbidden · community_archived · about_yourself · already_decided · input_invalid where
 *   something is removed without a reason
 */
export async function decideCase(
  work: Work,
  actor: Actor,
  { act, rule, why, whole, ...where }: CaseRef & z.infer<typeof decisionInput>,
): Promise<z.infer<typeof decidedView>> {
  const one = await findCase(work, actor, where)
  if (one.state !== 'open') refuse(alreadyDecided)
  const reason = [ruleFor(one, rule), why].filter(Boolean).join(' · ')
  if (act === 'remove' && reason === '')
    refuseFields({ why: { says: 'Say why, or choose a rule: its author is told.' } })
  const isEntry = one.postId === null || (whole === 'yes' && act !== 'keep' && one.isOpening)
  if (isEntry) await decideEntry(work, actor, one, act, reason)
  else await decidePost(work, actor, one.postId ?? refuse(notFound), one, act, reason)
  await settle(work, actor, one, act)
  return { id: one.id, act, wasHeld: one.isHeld }
}

/** A rule as the author reads it: what is a reason of reports, in their language. */
function ruleFor({ authorLocale }: CaseRow, rule: string): string {
  const reason = reportReasons.find((one) => one === rule)
  return reason ? reasonWords(reason, translator(chooseLocale(authorLocale))) : rule
}

async function decidePost(
  work: Work,
  actor: Actor,
  id: string,
  { isHeld }: CaseRow,
  act: Decision,
  why: string,
): Promise<void> {
  if (act !== 'keep') await moderatePost(work, actor, { id, act, why })
  else if (isHeld) await moderatePost(work, actor, { id, act: 'show', why })
}

async function decideEntry(work: Work, actor: Actor, one: CaseRow, act: Decision, why: string) {
  if (act === 'remove') await removeFoundEntry(work, actor, one, why)
  else if (act === 'hide') await hideFoundEntry(work, actor, one, why)
  else if (one.isHeld) await showFoundEntry(work, actor, one)
}

/** That reports are kept stands in the log; what is hidden, removed or published stands there by its own act. */
async function settle(work: Work, actor: Actor, one: CaseRow, act: Decision) {
  const { id, communityId, authorId, entryId } = one
  const about = { communityId, by: actor, objectId: id, entryId }
  if (act === 'keep') await saveKept(work, id, personIdOf(actor))
  if (act === 'keep' && one.reports > 0) await work.record(caseKept, { ...about, facts: { personId: authorId } })
  else await work.record(caseSettled, about)
}

interface EntryInCommunity {
  readonly communityId: string
  readonly entryId: string
}

/** Hides an entry that was found, and tells its author. */
export async function hideFoundEntry(
  work: Work,
  actor: Actor,
  { communityId, entryId }: EntryInCommunity,
  why: string,
) {
  const hidden = await hideEntry(work, entryId, { by: personIdOf(actor), because: 'moderator', why })
  if (!hidden) refuse(alreadyDecided)
  await recordOf(work, actor, { communityId, entryId }, { as: entryHidden, why })
}

/** Removes an entry that was found, with all that is below it, and tells its author. */
export async function removeFoundEntry(
  work: Work,
  actor: Actor,
  { communityId, entryId }: EntryInCommunity,
  why: string,
) {
  const { kind, isRemoved } = await readEntry(work, entryId)
  if (isRemoved) refuse(alreadyDecided)
  await removeEntry(work, entryId, { by: personIdOf(actor), why })
  await work.platform.declared.kinds.get(kind)?.whenRemoved?.(work, entryId, 'removed')
  await recordOf(work, actor, { communityId, entryId }, { as: entryRemoved, why })
}

/** Brings it back: as hidden as it was. */
export async function returnFoundEntry(work: Work, actor: Actor, { communityId, entryId }: EntryInCommunity) {
  const { kind, isRemoved } = await readEntry(work, entryId)
  if (!isRemoved) refuse(stillOpen)
  await removeEntry(work, entryId, null)
  await work.platform.declared.kinds.get(kind)?.whenRemoved?.(work, entryId, 'back')
  await recordOf(work, actor, { communityId, entryId }, { as: entryReturned, why: '' })
}

/** Shows it again. */
export async function showFoundEntry(work: Work, actor: Actor, { communityId, entryId }: EntryInCommunity) {
  if (!(await showEntry(work, entryId))) refuse(stillOpen)
  await recordOf(work, actor, { communityId, entryId }, { as: entryShown, why: '' })
}

type EntryAct = typeof entryHidden | typeof entryRemoved | typeof entryShown | typeof entryReturned

/** Says to the author of an entry what was done with it. */
async function recordOf(
  work: Work,
  actor: Actor,
  { communityId, entryId }: EntryInCommunity,
  { as, why }: { as: EntryAct; why: string },
): Promise<void> {
  const { authorId: personId } = await readEntry(work, entryId)
  const facts = { personId, role: moderatesAs(actor, communityId), why }
  await work.record(as, { communityId, by: actor, objectId: entryId, entryId, facts })
}

/**
 * Takes a decision back: what was hidden or removed is shown again, and the case waits again.
 * @refuses not_found · forbidden · community_archived · about_yourself · still_open
 */
export async function reopenCase(work: Work, actor: Actor, where: CaseRef): Promise<{ id: string }> {
  const one = await findCase(work, actor, where)
  const { state, postId } = one
  if (state === 'open') refuse(stillOpen)
  if (state === 'kept') {
    await saveKept(work, one.id, null)
    // What nobody reported was held, and waits again only as such.
    if (one.reports === 0 && postId !== null) await moderatePost(work, actor, { id: postId, act: 'hold', why: '' })
    const about = { communityId: one.communityId, by: actor, objectId: one.id, entryId: one.entryId }
    await work.record(caseReopened, { ...about, facts: { personId: one.authorId } })
  } else if (postId === null || !one.isPostGone) {
    await (state === 'removed' ? returnFoundEntry : showFoundEntry)(work, actor, one)
  } else await moderatePost(work, actor, { id: postId, act: state === 'hidden' ? 'show' : 'return', why: '' })
  return { id: one.id }
}

async function findCase(work: Work, actor: Actor, where: CaseRef): Promise<CaseRow> {
  const community = await findCommunityToChange(work, actor, where.community, 'moderate')
  await lockCommunity(work, community.id)
  const found = (await lockCase(work, community.id, where.case)) ?? refuse(notFound)
  if (found.authorId !== null && found.authorId === personIdOf(actor)) refuse(aboutYourself)
  return found
}
