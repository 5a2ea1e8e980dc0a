/** A member reports an entry or a post to those who moderate its community. */
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { findPostToReport } from '#server/discussions/room.ts'
import { reportAdded, reportOpened } from '#server/moderation/activities.ts'
import { longestWords, ownThing, reportedByPosts, reportReasons } from '#server/moderation/case.ts'
import {
  openCase,
  type ReportedThing,
  readEntryToReport,
  readPostToReport,
  saveReport,
} from '#server/moderation/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import { forbidden, notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** What is reported: a post or an entry of the community in the address. */
export type ThingRef = { readonly community: string } & ({ readonly post: string } | { readonly entry: string })

export const reportInput = z.object({ reason: z.enum(reportReasons), words: optionalProse(longestWords) })

export const reportedView = z.object({
  community: communityHeadView,
  thing: z.object({
    kind: z.string(),
    title: z.string(),
    entryId: z.string(),
    postId: z.string().nullable(),
    isForFew: z.boolean(),
  }),
})
export type ReportForm = z.infer<typeof reportedView>

/**
 * What is about to be reported, for the form.
 * @refuses not_found · forbidden · community_archived · post_removed · own_thing · reported_by_posts
 */
export async function readReportForm(look: Look, actor: Actor, where: ThingRef): Promise<ReportForm> {
  const { community, thing } = await findThing(look, actor, where)
  const { authorId: _, ...shown } = thing
  return { community, thing: shown }
}

/**
 * Reports it. A person has one report of a thing that waits: reporting it again changes what it says.
 * @refuses as {@link readReportForm}; input_invalid where the reason is something else and nothing says which
 */
export async function reportThing(
  work: Work,
  actor: Actor,
  { reason, words, ...where }: ThingRef & z.infer<typeof reportInput>,
) {
  const { community, thing, personId } = await findThing(work, actor, where)
  if (reason === 'other' && words.trim() === '')
    refuseFields({ words: { says: 'Say in a few words what is wrong with it.' } })
  const place = { communityId: community.id, entryId: thing.entryId, postId: thing.postId }
  const { id: caseId, isNew } = await openCase(work, place)
  const isFirst = await saveReport(work, { caseId, personId, reason, words })
  if (isFirst)
    await work.record(isNew ? reportOpened : reportAdded, {
      communityId: community.id,
      by: personId,
      objectId: caseId,
      entryId: thing.entryId,
    })
  return { isFirst }
}

interface Found {
  readonly community: CommunityHead
  readonly thing: ReportedThing
  readonly personId: string
}

async function findThing(look: Look, actor: Actor, where: ThingRef): Promise<Found> {
  const community = await findCommunityToChange(look, actor, where.community, 'read')
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const thing = await readThing(look, actor, { community, personId, where })
  if (!thing) refuse(notFound)
  if (thing.postId === null && look.platform.declared.kinds.get(thing.kind)?.reported === 'by its posts')
    refuse(reportedByPosts)
  if (thing.authorId === personId) refuse(ownThing)
  return { community, thing, personId }
}

async function readThing(
  look: Look,
  actor: Actor,
  { community, personId, where }: { community: CommunityHead; personId: string; where: ThingRef },
): Promise<ReportedThing | null> {
  if ('entry' in where) return readEntryToReport(look, { communityId: community.id, entryId: where.entry, personId })
  const post = await findPostToReport(look, actor, community.slug, where.post)
  return readPostToReport(look, post.id)
}
