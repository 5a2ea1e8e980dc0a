/** The page after an act: its message, and the Undo button beside that. */
import assert from 'node:assert/strict'
import type { Answer, Client } from '#tests/support/site.ts'

/** The page an act leads to, as its browser shows it: with the cookies the act gave. */
export async function nextPage(client: Client, { headers }: Answer): Promise<string> {
  const given = [headers['set-cookie'] ?? []].flat()
  const cookie = given.map((one) => String(one).split(';')[0]).join('; ')
  return (await client.get(String(headers.location), { cookie })).text
}

/** Follows an act to its next page, as a browser does, and presses "Undo" there. Gives what stood beside the button. */
export async function pressUndo(client: Client, done: Answer): Promise<string> {
  const [, saying = ''] = /<div class="saying">([\s\S]*?)<\/form>/.exec(await nextPage(client, done)) ?? []
  assert.match(saying, /Undo/)
  const [, action = ''] = /action="([^"]+)"/.exec(saying) ?? []
  const fields = [...saying.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  const undone = await client.post(action, Object.fromEntries(fields.map(([, name, value]) => [name, value])))
  assert.equal(undone.status, 303, undone.text)
  return /<span>([^<]*)<\/span>/.exec(saying)?.[1] ?? ''
}
