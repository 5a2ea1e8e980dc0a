/**
 * A demo that the world can reach is closed, says so on its pages and where it was started, and is cleared from there.
 */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { runGuildhall } from '#tests/support/command-line.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { url, output, dataDir } = await startDemo({ PUBLIC_URL: 'https://guild.example.org' })
const owner = ['own-site', '--email', 'mira@example.com', '--name', 'Mira Stone', '--site', 'Northwind']

/** As a proxy in front of it asks: for the name people use. */
const headers = { host: 'guild.example.org', origin: 'https://guild.example.org', accept: 'text/html' }

/** `fetch` would ask for the name it connects to. */
function ask(path: string, more: Record<string, string>, body?: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { method: body ? 'POST' : 'GET', headers: { ...headers, ...more } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    asked.on('error', reject).end(body)
  })
}

async function read(path: string, locale = 'en'): Promise<string> {
  return (await ask(path, { 'accept-language': locale })).text
}

test('a demo that others could reach prints why it is closed and what to do, and no sign-in links', async () => {
  await waitFor(() => /own-site/.test(output()))
  assert.match(output(), /still the demo, and it is closed, because PUBLIC_URL is not local/)
  assert.match(output(), /bin\/guildhall own-site --email/)
  assert.doesNotMatch(output(), /\/sign-in\//)
})

test('every page of a closed demo says that it is closed, and nobody can look around as one of its people', async () => {
  assert.match(await read('/sign-in'), /This is a demo, and it is closed/)
  assert.match(await read('/sign-in', 'de'), /Das ist eine Demo, und sie ist geschlossen/)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await ask('/demo/as', form, 'key=ada&to=%2F')
  assert.equal(answer.status, 404)
})

test('the command clears the demo while the program runs, and prints the owner’s sign-in link', async () => {
  const { code, out, err } = await runGuildhall(owner, { DATA_DIR: dataDir, PUBLIC_URL: 'https://guild.example.org' })
  assert.equal(code, 0, err)
  assert.match(out, /Mira Stone owns the site/)
  assert.match(out.trim().split('\n').at(-1) ?? '', /^https:\/\/guild\.example\.org\/sign-in\/\S+$/)
  const page = await read('/sign-in')
  assert.doesNotMatch(page, /a demo/)
  assert.match(page, /Northwind/)
  const again = await runGuildhall(owner, { DATA_DIR: dataDir })
  assert.equal(again.code, 1)
  assert.match(again.err, /There is no demo on this site/)
})
