/**
 * Turns what an author types into what is stored: Markdown, with mentions of one community's members, and tags that lead to its topics.
 */
import { handlesIn } from '#server/communities/room.ts'
import { lastingTopicAddress, topicsNamed } from '#server/discussions/topics/talk.ts'
import { readNameableTopics } from '#server/discussions/topics/views.ts'
import { findMentions, findTags, type Rendered, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/** A rendered post. */
export interface RenderedPost extends Rendered {
  /** The topics that its tags name, by the tag. */
  readonly topicIds: ReadonlyMap<string, string>
}

/**
 * Renders a post.
 * @param communityId the community whose members may be mentioned; null where nobody may be
 * @param anchor a prefix that no other post's footnotes carry
 */
export async function renderPost(
  look: Look,
  { source, communityId, anchor }: { source: string; communityId: string | null; anchor: string },
): Promise<RenderedPost> {
  const handles = communityId ? findMentions(source) : []
  const people = communityId && handles.length > 0 ? await handlesIn(look, communityId, handles) : new Map()
  const tags = communityId ? findTags(source) : []
  const topics =
    communityId && tags.length > 0 ? topicsNamed(tags, await readNameableTopics(look, communityId)) : new Map()
  const tagLinks = new Map([...topics].map(([tag, topic]) => [tag, lastingTopicAddress(topic.community, topic)]))
  const rendered = await renderMarkdown(source, { people, anchor, tagLinks })
  const named = rendered.tags.flatMap((tag) => (topics.has(tag) ? [[tag, topics.get(tag).id] as const] : []))
  return { ...rendered, topicIds: new Map(named) }
}
