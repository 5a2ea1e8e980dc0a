/** What a site answers to somebody who makes something. */
import type { Answer } from '#tests/support/site.ts'

/** What was made, as JSON. @throws where it was refused */
// biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
export async function created(answer: Promise<Answer>): Promise<any> {
  const { status, json, text } = await answer
  if (status >= 300) throw new Error(`${status}: ${text.slice(0, 400)}`)
  return json
}
