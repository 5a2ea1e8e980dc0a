/**
 * Turns what an author types into what is stored: Markdown, with mentions of one community's members.
 */
import { handlesIn } from '#server/communities/room.ts'
import { findMentions, type Rendered, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * Renders a post.
 * @param communityId the community whose members may be mentioned; null where nobody may be
 * @param anchor a prefix that no other post's footnotes carry
 */
export async function renderPost(
  look: Look,
  { source, communityId, anchor }: { source: string; communityId: string | null; anchor: string },
): Promise<Rendered> {
  const handles = communityId ? findMentions(source) : []
  const people = communityId && handles.length > 0 ? await handlesIn(look, communityId, handles) : new Map()
  return renderMarkdown(source, { people, anchor })
}
