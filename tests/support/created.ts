/** The answer of a site to a request that creates something. */
import type { Answer } from '#tests/support/site.ts'

/** The created thing, as JSON. @throws where the site refused it */
// biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
export async function created(answer: Promise<Answer>): Promise<any> {
  const { status, json, text } = await answer
  if (status >= 300) throw new Error(`${status}: ${text.slice(0, 400)}`)
  return json
}
