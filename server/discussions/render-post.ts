/**
 * From what somebody types to what is stored: Markdown with the people of one community to be mentioned.
 */
import { handlesIn } from '#server/communities/room.ts'
import { findMentions, type Rendered, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * Renders a post.
 * @param communityId whose members may be mentioned; null where nobody may
 * @param anchor letters that no other post's footnotes carry
 */
export async function renderPost(
  look: Look,
  { source, communityId, anchor }: { source: string; communityId: string | null; anchor: string },
): Promise<Rendered> {
  const handles = communityId ? findMentions(source) : []
  const people = communityId && handles.length > 0 ? await handlesIn(look, communityId, handles) : new Map()
  return renderMarkdown(source, { people, anchor })
}
