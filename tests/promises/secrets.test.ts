/**
 * Canaries: secrets of every kind go through the whole program, its log as talkative as it can be, and none is in it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'

const printed: string[] = []
const { write } = process.stderr
process.stderr.write = ((chunk: string | Uint8Array) => printed.push(String(chunk)) > 0) as typeof write

const { openSite } = await import('#tests/support/site.ts')
const { openJar } = await import('#tests/support/cookie-jar.ts')
const { runJobs, sendMails } = await import('#tests/support/jobs.ts')
const { ballotOf, sendOne } = await import('#tests/support/pings.ts')
const { showMail } = await import('#server/platform/mail/compose-mail.ts')
const { mailKinds } = await import('#server/platform/mail/mail-kind.ts')
const { app } = await import('#server/app.ts')

const site = await openSite({ LOG_LEVEL: 'debug', METRICS_TOKEN: 'canary-of-the-figures' })

test('no secret is in the log, the figures or the description', async () => {
  const { publicUrl } = site.platform.config
  const jar = openJar(site.server, publicUrl)
  const canaries: string[] = ['canary-of-the-figures', ...Object.values(site.cast.people).map(({ token }) => token)]

  await jar.post('/sign-in', { email: 'ben@example.org' })
  await runJobs(site, 'mail-sign-in')
  const look = await site.look()
  const { rows } = await site.platform.database.readPool.query("select id from mail where kind = 'sign_in'")
  const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
  const shown = await showMail(look, kinds, rows[0].id, 'live')
  assert.ok(shown && 'text' in shown.words)
  const link = /\/sign-in\/[\w-]+/.exec(shown.words.text)?.[0] ?? assert.fail('no link')
  const code = /\b\d{6}\b/.exec(shown.words.text)?.[0] ?? assert.fail('no code')
  canaries.push(link.slice('/sign-in/'.length))
  await jar.post('/sign-in/code', { attempt: 'none', code })
  assert.equal((await jar.post(link)).status, 303)
  canaries.push(...[...jar.cookies.values()].filter((value) => value.length > 20))

  await jar.post('/account/password', { password: 'canary of a password' })
  await jar.post('/sign-in/password', { email: 'ben@example.org', password: 'canary of a wrong one' })
  canaries.push('canary of a password', 'canary of a wrong one', 'canary%20of', 'canary+of')
  const token = await jar.send('/account/tokens', { name: 'test', scope: 'read', days: 1 })
  canaries.push(token.json.token)

  const { links, codes } = await ballotOf(site, site.cast.people.cleo.id, await sendOne(site))
  const ballot = (links[0] as string).split('/')
  canaries.push(ballot[2] as string, ballot[3] as string, ...codes)
  const machine = openJar(site.server, publicUrl)
  await machine.get(links[0] as string)
  await machine.post(links[0] as string, { answer: codes[0] as string })
  await sendMails(site)
  // Whatever goes wrong tells what it was doing, and not with what.
  await site.platform.database.writePool.query('alter table ballot rename to away')
  assert.equal((await machine.get(links[1] as string)).status, 500)
  await site.platform.database.writePool.query('alter table away rename to ballot')

  const figures = await jar.get('/metrics', { authorization: 'Bearer canary-of-the-figures' })
  const said = [printed.join(''), figures.text, (await jar.json('/openapi.json')).text]
  assert.match(said[0] as string, /\/b\/:ballot\/:code/, 'the log says by which route')
  for (const canary of canaries) {
    assert.ok(canary.length > 5)
    for (const text of said)
      assert.ok(
        !text.includes(canary),
        `a secret was told: …${text.slice(Math.max(0, text.indexOf(canary) - 200), text.indexOf(canary))}`,
      )
  }
})
