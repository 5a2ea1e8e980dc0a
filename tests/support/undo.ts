/** What an act says on the next page, and the button beside it that takes the act back. */
import assert from 'node:assert/strict'
import type { Answer, Client } from '#tests/support/site.ts'

/** Follows an act to its next page, as a browser does, and presses "Undo" there. Gives what stood beside the button. */
export async function pressUndo(client: Client, done: Answer): Promise<string> {
  const cookie = /[^,;\s]*said=[^;]+/.exec(String(done.headers['set-cookie']))?.[0] ?? ''
  const { text } = await client.get(String(done.headers.location), { cookie })
  const [, saying = ''] = /<div class="saying">([\s\S]*?)<\/form>/.exec(text) ?? []
  assert.match(saying, /Undo/)
  const [, action = ''] = /action="([^"]+)"/.exec(saying) ?? []
  const fields = [...saying.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const undone = await client.post(action, Object.fromEntries(fields.map(([, name, value]) => [name, value])))
  assert.equal(undone.status, 303, undone.text)
  return /<span>([^<]*)<\/span>/.exec(saying)?.[1] ?? ''
}
