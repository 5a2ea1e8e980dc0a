/** An editor puts a working page into the Toolkit: from then on the same entry is an article, with its body and its discussion. */
import { findWritten, saveWriters } from '#server/bodies/room.ts'
import { findCommunity } from '#server/communities/room.ts'
import { pageKind } from '#server/pages/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceAdded } from '#server/toolkit/activities.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { type ResourceReceipt, receiptOf } from '#server/toolkit/resource.ts'
import { savePageAsArticle } from '#server/toolkit/store.ts'
import { chooseTopics, fileUnder } from '#server/topics/room.ts'

export interface PutPage {
  readonly community: string
  readonly page: string
  readonly summary: string
  readonly topics: readonly string[]
  readonly newTopic: string
  /** True: everybody who takes part may still write it. False: from now on only editors write it. */
  readonly staysOpen: boolean
}

/**
 * @returns where the article is
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function putPage(work: Work, actor: Actor, asked: PutPage): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, asked.community)
  const { id, title, bodyId } = await findWritten(work, actor, community, { kind: pageKind, id: asked.page })
  insist(mayEdit(actor, community))
  const topics = await chooseTopics(work, community, 'toolkit', asked)
  const body = { id: bodyId, communityId: community.id }
  await saveWriters(work, body, { writers: asked.staysOpen ? 'members' : 'editors', named: [] })
  await savePageAsArticle(work, { communityId: community.id, id, summary: asked.summary })
  await fileUnder(work, { communityId: community.id, list: 'toolkit' }, id, topics)
  await work.record(resourceAdded, { communityId: community.id, by: actor, objectId: id })
  return receiptOf(community.slug, { id, kind: 'article', title })
}
