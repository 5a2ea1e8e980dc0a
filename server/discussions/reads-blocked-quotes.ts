/** Which posts are quoted that somebody wrote whom the reader blocked. */
import { quotedBy } from '#server/discussions/blocked-quotes.ts'
import type { BranchView } from '#server/discussions/branch-views.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The posts that others quote among these, of people whom the reader blocked. */
export async function readBlockedQuotes(
  look: Look,
  { posts, blocked }: { readonly posts: readonly BranchView[]; readonly blocked: readonly string[] },
): Promise<string[]> {
  const quoted = posts.flatMap((post) => [post, ...post.replies]).flatMap(quotedBy)
  if (quoted.length === 0) return []
  const found = await rows(look, idRow)`
    select p.id from post p where p.id = any(${quoted}::uuid[]) and p.author_id = any(${blocked}::uuid[])`
  return found.map(({ id }) => id)
}
