/** Renders the Markdown of a body to HTML. */
import { raiseHeadings } from '#server/bodies/article-headings.ts'
import type { BodyGenre } from '#server/bodies/body.ts'
import { handlesIn } from '#server/communities/room.ts'
import { findMentions, type Rendered, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/** The arguments of rendering a body; `anchor` makes the ids of its footnotes unique. */
export interface Renderable {
  readonly communityId: string
  readonly genre: BodyGenre
  readonly source: string
  readonly anchor: string
}

/** Renders a body, which may mention members of its community. */
export async function renderBody(look: Look, { communityId, genre, source, anchor }: Renderable): Promise<Rendered> {
  const people = await handlesIn(look, communityId, findMentions(source))
  return renderMarkdown(genre === 'article' ? raiseHeadings(source) : source, { people, genre, anchor })
}
