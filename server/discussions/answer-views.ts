/** The answer of a question, as its page quotes it. */
import { sql } from 'kysely'
import { z } from 'zod'

/** The post that answered a question, as it is quoted under it. */
export const answerView = z.object({
  postId: z.string(),
  authorId: z.string().nullable(),
  /** Null where they have left the site. */
  author: z.string().nullable(),
  words: z.string(),
})
/** The answer of the thread `t`, as `answerView` has it, or null. */
export const answerOfThread = sql<z.infer<typeof answerView> | null>`(
  select json_build_object('postId', said.id, 'authorId', said.author_id, 'author', by.name, 'words', left(said.text, 600))
  from post said left join person by on by.id = said.author_id
  where said.id = t.answer_post_id and said.removed_at is null)`
