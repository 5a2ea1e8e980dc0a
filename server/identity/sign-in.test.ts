import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { ParsedMail } from 'mailparser'
import { savePassword } from '#server/identity/password.ts'
import { hashOfToken } from '#server/identity/request-actor.ts'
import { signInPassFor } from '#server/identity/sign-in-pass-for.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { barePage } from '#tests/support/bare-page.ts'
import { type Jar, openJar } from '#tests/support/cookie-jar.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const site = await openSite({ ROLES: 'web,worker', SMTP_URL: mailbox.url })
after(() => mailbox.close())
const { ben, cleo, dov, eve } = site.cast.people
const { publicUrl } = site.platform.config
const db = site.database.db.write
const jar = () => openJar(site.server, publicUrl)

beforeEach(async () => {
  forgetCounts()
  await sql`truncate sign_in_try, sign_in_streak`.execute(db)
})

/** Whose account page this browser sees; null where it is asked to sign in. */
async function whoIn(browser: Jar): Promise<string | null> {
  const answer = await browser.json('/account')
  return answer.status === 200 ? answer.json.email : null
}

async function askFor(email: string, browser: Jar, to = '/'): Promise<{ attempt: string }> {
  const asked = await browser.post('/sign-in', { email, to })
  assert.equal(asked.status, 303)
  const location = new URL(String(asked.headers.location), publicUrl)
  assert.equal(location.pathname, '/sign-in/code')
  return { attempt: location.searchParams.get('attempt') ?? '' }
}

function addressOf(message: ParsedMail): string {
  return [message.to].flat()[0]?.value[0]?.address ?? ''
}

async function mailTo(email: string, notBefore = 0) {
  const message = await mailbox.waitFor((one) => addressOf(one) === email && mailbox.messages.indexOf(one) >= notBefore)
  const link = /\/sign-in\/[\w-]{22}/.exec(message.text ?? '')?.[0] ?? ''
  const code = /^\d{6}$/m.exec(message.text ?? '')?.[0] ?? ''
  return { message, link, code }
}

describe('by mail', () => {
  test('a link and a code come, and the link signs in by its button, once', async () => {
    const browser = jar()
    await askFor('  Ben@Example.org ', browser, '/c/first-line-leaders')
    const { message, link, code } = await mailTo(ben.email)
    assert.match(message.subject ?? '', /Sign in to Guildhall/)
    assert.ok(link && code)
    assert.ok(String(message.html).includes(link))
    const page = await browser.get(link)
    assert.equal(page.status, 200)
    assert.match(page.text, /Sign in as Ben Reyes/)
    assert.equal(page.headers['referrer-policy'], 'strict-origin')
    assert.equal(page.headers['cache-control'], 'no-store')
    assert.equal(await whoIn(browser), null, 'looking at the page signed nobody in')
    const done = await browser.post(link)
    assert.equal(done.status, 303)
    assert.equal(done.headers.location, '/c/first-line-leaders')
    assert.match(
      String(done.headers['set-cookie']),
      /browser=[^;]+; [^,]*Path=\/sign-in/,
      'it is known here from now on',
    )
    assert.match(String(done.headers['set-cookie']), /session=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax/)
    assert.equal(await whoIn(browser), ben.email)

    const other = jar()
    assert.match((await other.get(link)).text, /This link no longer works/)
    const again = await other.post(link)
    assert.equal(again.status, 409)
    assert.equal(await whoIn(other), null)
    assert.equal((await browser.get(link)).headers.location, '/', 'who used it is led on')
  })

  test('the code signs in where it was asked for, and ends the link with it', async () => {
    const before = mailbox.messages.length
    const browser = jar()
    const { attempt } = await askFor(cleo.email, browser, '/inbox')
    const { link, code } = await mailTo(cleo.email, before)
    assert.match((await browser.get(`/sign-in/code?attempt=${attempt}`)).text, /cleo@example\.org/)
    const fullWidth = [...code].map((figure) => String.fromCodePoint(0xff10 + Number(figure)))
    const typed = `${fullWidth.slice(0, 3).join('')} – ${fullWidth.slice(3).join('')}`
    const done = await browser.post('/sign-in/code', { attempt, code: typed })
    assert.equal(done.status, 303)
    assert.equal(done.headers.location, '/inbox')
    assert.equal(await whoIn(browser), cleo.email)
    assert.equal((await jar().post(link)).status, 409)
    assert.equal((await jar().post('/sign-in/code', { attempt, code })).status, 409)
  })

  test('after five wrong codes the right one is dead too, and its link still works', async () => {
    const before = mailbox.messages.length
    const browser = jar()
    const { attempt } = await askFor(dov.email, browser)
    const { link, code } = await mailTo(dov.email, before)
    for (let i = 0; i < 5; i += 1) {
      const wrong = await browser.post('/sign-in/code', {
        attempt,
        code: String((Number(code) + i + 1) % 1_000_000).padStart(6, '0'),
      })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /This is not the code from the mail/)
    }
    assert.equal((await browser.post('/sign-in/code', { attempt, code })).status, 409)
    assert.equal(await whoIn(browser), null)
    assert.equal((await browser.post(link)).status, 303)
  })

  test('five wrong codes at once count as five', async () => {
    const before = mailbox.messages.length
    const browser = jar()
    const { attempt } = await askFor(dov.email, browser)
    const { code } = await mailTo(dov.email, before)
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => jar().post('/sign-in/code', { attempt, code: wrong })),
    )
    assert.equal(answers.filter(({ status }) => status === 422).length, 5)
    assert.equal(answers.filter(({ status }) => status === 409).length, 7)
  })

  test('a code is no use with another attempt, or a forged one', async () => {
    const before = mailbox.messages.length
    await askFor(ben.email, jar())
    const { code } = await mailTo(ben.email, before)
    const { attempt } = await askFor('nobody@example.org', jar())
    assert.equal((await jar().post('/sign-in/code', { attempt, code })).status, 422)
    assert.equal((await jar().post('/sign-in/code', { attempt: `${attempt.slice(0, -2)}AA`, code })).status, 409)
    assert.equal((await jar().get('/sign-in/code?attempt=forged')).headers.location, '/sign-in')
  })

  test('nothing tells whether anybody has the address', async () => {
    const messages = mailbox.messages.length
    const known = await jar().post('/sign-in', { email: eve.email })
    const unknown = await jar().post('/sign-in', { email: 'stranger@example.org' })
    const shape = (location: unknown) => String(location).replace(/attempt=.*/, 'attempt=')
    assert.equal(known.status, unknown.status)
    assert.equal(shape(known.headers.location), shape(unknown.headers.location))
    const pages = await Promise.all(
      [known, unknown].map(async ({ headers }) =>
        barePage((await jar().get(String(headers.location))).text).replace(/(eve|stranger)@example\.org/g, ''),
      ),
    )
    assert.equal(pages[0]?.replace(/back.*/g, ''), pages[1]?.replace(/back.*/g, ''))
    await mailTo(eve.email, messages)
    await new Promise((resume) => setTimeout(resume, 300))
    assert.equal(mailbox.messages.filter((one) => addressOf(one).startsWith('stranger')).length, 0)
    const mails = await db.selectFrom('mail').select('address').where('address', 'is not', null).execute()
    assert.deepEqual(mails, [], 'no stranger’s address is kept')
  })

  test('what is no address comes back with a sentence and what was typed', async () => {
    const answer = await jar().post('/sign-in', { email: 'ben at example', to: '/inbox' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /This is not a mail address/)
    assert.match(answer.text, /value="ben at example"/)
    assert.match(answer.text, /name="to" value="\/inbox"/)
  })

  test('as JSON it is the same', async () => {
    const before = mailbox.messages.length
    const browser = jar()
    const asked = await browser.send('/sign-in', { email: ben.email })
    assert.equal(asked.status, 200)
    assert.equal(asked.json.way, 'code')
    const { code } = await mailTo(ben.email, before)
    const done = await browser.send('/sign-in/code', { attempt: asked.json.attempt, code })
    assert.deepEqual(done.json, { personId: ben.id, leadsTo: '/' })
    assert.equal(await whoIn(browser), ben.email)
  })
})

describe('a link given by the program', () => {
  test('ends with its time, by the database’s clock', async () => {
    const address = await site.work((work) => signInPassFor(work, ben.id, { hours: 2 }))
    await site.shiftClock('3 hours')
    try {
      assert.match((await jar().get(address)).text, /This link no longer works/)
      assert.equal((await jar().post(address)).status, 409)
    } finally {
      await site.shiftClock('0')
    }
    assert.equal((await jar().post(address)).status, 303)
  })

  test('of two that use it at once one comes in', async () => {
    const address = await site.work((work) => signInPassFor(work, ben.id))
    const answers = await Promise.all([jar().post(address), jar().post(address), jar().post(address)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409])
  })

  test('stops when the person’s address changes, or they are removed', async () => {
    const address = await site.work((work) => signInPassFor(work, eve.id))
    await db.updateTable('person').set({ mail_version: 2 }).where('id', '=', eve.id).execute()
    assert.equal((await jar().post(address)).status, 409)
    await db.updateTable('person').set({ mail_version: 1, removed_at: new Date() }).where('id', '=', eve.id).execute()
    assert.equal((await jar().post(address)).status, 409)
    await db.updateTable('person').set({ removed_at: null }).where('id', '=', eve.id).execute()
  })

  test('forged or cut it leads nowhere', async () => {
    const address = await site.work((work) => signInPassFor(work, ben.id))
    for (const token of [
      address.slice(0, -1),
      `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`,
      `${publicUrl}/sign-in/x`,
    ]) {
      const page = await jar().get(token)
      assert.match(page.text, /This link no longer works/)
      assert.equal((await jar().post(token)).status, 409)
    }
    const kept = await db.selectFrom('sign_in_pass').select('token_hash').execute()
    assert.ok(kept.every(({ token_hash: hash }) => !address.includes(hash) && hash.length === 64))
  })

  test('leads only within the site', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      'c/x',
      '/\n/x',
    ]) {
      const address = await site.work((work) => signInPassFor(work, ben.id, { to }))
      assert.equal((await jar().post(address)).headers.location, '/', to)
      const page = await jar().get(`/sign-in?to=${encodeURIComponent(to)}`)
      assert.match(page.text, /name="to" value="\/"/, to)
    }
  })

  test('first signs out the person who was signed in in this browser', async () => {
    const browser = jar()
    await browser.post(await site.work((work) => signInPassFor(work, ben.id)))
    const asBen = new Map(browser.cookies)
    const address = await site.work((work) => signInPassFor(work, cleo.id))
    assert.match(
      (await browser.get(address)).text,
      /you are signed in as Ben Reyes\. This signs you in as Cleo Marsh instead/,
    )
    await browser.post(address)
    assert.equal(await whoIn(browser), cleo.email)
    const old = jar()
    for (const [name, value] of asBen) old.cookies.set(name, value)
    assert.equal(await whoIn(old), null)
  })
})

describe('by password', () => {
  const password = 'seven tall green bottles'
  const wrong = 'seven tall green battles'

  test('the right one signs in; a wrong one says what an unknown address hears', async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    const browser = jar()
    const done = await browser.post('/sign-in/password', { email: 'BEN@example.org', password, to: '/inbox' })
    assert.equal(done.status, 303)
    assert.equal(done.headers.location, '/inbox')
    assert.equal(await whoIn(browser), ben.email)
    const answers = await Promise.all(
      [ben.email, 'stranger@example.org', cleo.email].map((email) =>
        jar().post('/sign-in/password', { email, password: wrong }),
      ),
    )
    for (const { status, text } of answers) {
      assert.equal(status, 422)
      assert.match(text, /This mail address and password don’t match/)
      assert.doesNotMatch(text, /battles/)
    }
  })

  test('ten wrong ones in a quarter of an hour end it for the right one too', async () => {
    for (let i = 0; i < 10; i += 1)
      assert.equal((await jar().post('/sign-in/password', { email: ben.email, password: wrong })).status, 422)
    assert.equal((await jar().post('/sign-in/password', { email: ben.email, password })).status, 429)
    await site.shiftClock('16 minutes')
    try {
      assert.equal((await jar().post('/sign-in/password', { email: ben.email, password })).status, 303)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('nothing of it is kept with the act, even by somebody signed in', async () => {
    const browser = jar()
    await browser.post('/sign-in/password', { email: ben.email, password })
    await browser.post('/sign-in/password', { email: ben.email, password, once: 'the-same-key' })
    const acts = await db.selectFrom('idempotency_key').select('key').where('key', '=', 'the-same-key').execute()
    assert.deepEqual(acts, [])
  })
})

describe('a password of one’s own', () => {
  test('is set by who has signed in within ten minutes, for which a code is mailed, and that is told by mail', async () => {
    const browser = jar()
    await browser.post(await site.work((work) => signInPassFor(work, dov.id)))
    try {
      await site.shiftClock('11 minutes')
      const page = (await browser.get('/account/sign-in')).text
      assert.match(page, /we mail you a code, and you come back here/)
      assert.doesNotMatch(page, /action="\/account\/password"/)
      const refused = await browser.post('/account/password', { password: 'three old wooden boats' })
      assert.equal(refused.status, 403)
      assert.match(refused.text, /This takes a sign-in of the last ten minutes/)
      const token = { name: 'for good', scope: 'write', days: '365' }
      assert.equal(
        (await browser.post('/account/tokens', token)).status,
        403,
        'nor is a token, which outlives the session',
      )
      assert.match((await browser.get('/account/tokens')).text, /To make one, show once more that it is you/)

      const before = mailbox.messages.length
      const { attempt } = await askFor(dov.email, browser, '/account/sign-in')
      const { code } = await mailTo(dov.email, before)
      const back = await browser.post('/sign-in/code', { attempt, code })
      assert.equal(back.headers.location, '/account/sign-in')
      assert.equal((await browser.post('/account/password', { password: 'three old wooden boats' })).status, 303)

      assert.equal((await browser.post('/account/tokens', token)).status, 200)
      const forgotten = { current: '', password: 'four new paper planes' }
      assert.equal((await browser.post('/account/password', forgotten)).status, 303, 'a fresh sign-in proves as much')
      await site.shiftClock('30 minutes')
      assert.match((await browser.get('/account/sign-in')).text, /Forgotten it\? We mail you a code/)
      assert.equal((await browser.post('/account/password', forgotten)).status, 403)
    } finally {
      await site.shiftClock('0')
    }
    await mailbox.waitFor((one) => one.subject === 'You have a password for Guildhall now')
  })
})

describe('who asks', () => {
  test('a cookie that the site did not sign, or of a session that is none, is nobody’s', async () => {
    const browser = jar()
    await browser.post(await site.work((work) => signInPassFor(work, ben.id)))
    const good = browser.cookies.get('session') ?? ''
    for (const forged of [
      good.slice(0, -4),
      good.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
      'x.y',
      '',
      '.',
      `${good.split('.')[0]}`,
    ]) {
      const other = jar()
      other.cookies.set('session', forged)
      assert.equal(await whoIn(other), null, forged)
    }
    assert.equal(await whoIn(browser), ben.email)
  })

  test('a token that is none, has ended or is too old is nobody’s', async () => {
    const ask = (token: string) =>
      site.server.inject({ url: '/account', headers: { accept: 'application/json', authorization: `Bearer ${token}` } })
    assert.equal((await ask(ben.token)).statusCode, 200)
    assert.equal((await ask('guild_forged')).statusCode, 401)
    const of = db.updateTable('api_token').where('hash', '=', hashOfToken(dov.token))
    await of.set({ ended_at: new Date() }).execute()
    assert.equal((await ask(dov.token)).statusCode, 401)
    await of.set({ ended_at: null, expires_at: new Date(Date.now() - 1000) }).execute()
    assert.equal((await ask(dov.token)).statusCode, 401)
  })

  test('a wrong bearer token does not fall back to the cookie', async () => {
    const browser = jar()
    await browser.post(await site.work((work) => signInPassFor(work, ben.id)))
    const answer = await browser.get('/account', { authorization: 'Bearer guild_forged' })
    assert.equal(answer.status, 303)
  })
})
