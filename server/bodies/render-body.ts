/** From what is written in a body to what is shown. */
import { raiseHeadings } from '#server/bodies/article-headings.ts'
import type { BodyGenre } from '#server/bodies/body.ts'
import { handlesIn } from '#server/communities/room.ts'
import { findMentions, type Rendered, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/** What rendering a body takes; `anchor` makes the ids of its footnotes its own. */
export interface Renderable {
  readonly communityId: string
  readonly genre: BodyGenre
  readonly source: string
  readonly anchor: string
}

/** Renders a body, in which members of its community may be named. */
export async function renderBody(look: Look, { communityId, genre, source, anchor }: Renderable): Promise<Rendered> {
  const people = await handlesIn(look, communityId, findMentions(source))
  return renderMarkdown(genre === 'article' ? raiseHeadings(source) : source, { people, genre, anchor })
}
