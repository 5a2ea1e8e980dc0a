import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { savePassword } from '#server/identity/password.ts'
import { signInPassFor } from '#server/identity/sign-in-pass-for.ts'
import { type Jar, openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

// Mail leaves this site, so that nobody is asked for a password.
const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:25' })
const { ada, ben, cleo, dov, eve } = site.cast.people
const db = site.database.db.write

async function signedIn(personId: string): Promise<Jar> {
  const browser = openJar(site.server, site.platform.config.publicUrl)
  await browser.post(await site.work((work) => signInPassFor(work, personId)))
  return browser
}

const profile = {
  name: 'Ben R. Reyes',
  title: 'Team lead',
  location: 'Porto',
  bio: 'I build small teams.\r\n\r\n<b>And</b> I listen.',
  askMeAbout: 'One-to-ones',
  wantToLearn: 'Delegating',
  locale: 'de',
  timeZone: 'Europe/Lisbon',
  emailShown: 'yes',
}

describe('a person', () => {
  test('is there for those who share a community, and for nobody else', async () => {
    const page = await site.as('cleo').get(`/people/${ben.id}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /Ben Reyes/)
    const view = (await site.as('cleo').json(`/people/${ben.id}`)).json
    assert.deepEqual(
      view.communities.map((one: { slug: string }) => one.slug),
      ['first-line-leaders'],
    )
    assert.equal(view.email, null, 'hidden unless they show it')
    for (const answer of [
      await site.as('eve').get(`/people/${ben.id}`),
      await site.as('eve').json(`/people/${ben.id}`),
    ]) {
      assert.equal(answer.status, 404)
      assert.doesNotMatch(answer.text, /Ben/)
    }
    const none = await site.as('eve').json('/people/AAAAAAAAAAAAAAAAAAAAAA')
    assert.deepEqual(
      none.json,
      (await site.as('eve').json(`/people/${ben.id}`)).json,
      'not there and not yours are the same',
    )
    assert.equal((await site.as('visitor').get(`/people/${ben.id}`)).status, 303)
    assert.equal(
      (await site.as('owen').json(`/people/${ben.id}`)).json.email,
      ben.email,
      'who runs the site sees everybody',
    )
  })

  test('a profile names only the communities that its reader shares', async () => {
    const { elsewhere } = site.cast
    await db.insertInto('membership').values({ community_id: elsewhere.id, person_id: ben.id }).execute()
    const seenBy = async (who: 'cleo' | 'eve' | 'ben') =>
      (await site.as(who).json(`/people/${ben.id}`)).json.communities.map((one: { slug: string }) => one.slug)
    assert.deepEqual(await seenBy('cleo'), ['first-line-leaders'])
    assert.deepEqual(await seenBy('eve'), ['elsewhere'])
    assert.deepEqual(await seenBy('ben'), ['elsewhere', 'first-line-leaders'])
    await db.deleteFrom('membership').where('community_id', '=', elsewhere.id).where('person_id', '=', ben.id).execute()
  })

  test('says of themselves what they like, and it is text', async () => {
    const browser = await signedIn(ben.id)
    const form = await browser.get('/account')
    assert.match(form.text, /value="Ben Reyes"/)
    const done = await browser.post('/account', profile)
    assert.equal(done.status, 303)
    const page = await site.as('cleo').get(`/people/${ben.id}`)
    for (const words of [
      'Ben R. Reyes',
      'Team lead, Porto',
      'One-to-ones',
      'Delegating',
      'ben@example.org',
      '&lt;b>And&lt;/b> I listen',
    ]) {
      assert.ok(page.text.includes(words) || page.text.includes(words.replaceAll('>', '&gt;')), words)
    }
    assert.match((await browser.get('/account')).text, /Dein Konto/, 'in the language they chose')
  })

  test('invalid input is refused with a sentence, and what was typed is kept', async () => {
    const browser = await signedIn(dov.id)
    const wrongs: [Record<string, string>, RegExp][] = [
      [{ name: '   ' }, /Please fill this in/],
      [{ name: 'x'.repeat(201) }, /at most 200 characters/],
      [{ bio: 'x'.repeat(2001) }, /at most 2,000 characters/],
      [{ locale: 'xx' }, /Choose one from the list/],
      [{ timeZone: 'Mars/Olympus' }, /Choose one from the list/],
    ]
    for (const [wrong, says] of wrongs) {
      const answer = await browser.post('/account', { ...profile, locale: 'en', ...wrong, title: 'Kept as typed' })
      assert.equal(answer.status, 422)
      assert.match(answer.text, says)
      assert.match(answer.text, /Kept as typed/)
    }
    const { name } = await db.selectFrom('person').select('name').where('id', '=', dov.id).executeTakeFirstOrThrow()
    assert.equal(name, dov.name)
  })

  test('a read token reads and changes nothing', async () => {
    await db.updateTable('api_token').set({ scope: 'read' }).where('person_id', '=', cleo.id).execute()
    const reader = site.as('cleo')
    assert.equal((await reader.json('/account')).status, 200)
    for (const answer of [
      await reader.send('/account', { name: 'Other' }),
      await reader.send('/account', { name: 'Other' }, 'PUT'),
    ])
      assert.equal(answer.status, 403)
    assert.equal((await reader.json('/account')).json.name, cleo.name)
    await db.updateTable('api_token').set({ scope: 'write' }).where('person_id', '=', cleo.id).execute()
    assert.equal((await reader.send('/account', { name: 'Cleo Marsh', title: 'Coach' }, 'PUT')).json.title, 'Coach')
  })
})

describe('a photo', () => {
  const png = () =>
    sharp({ create: { width: 700, height: 400, channels: 3, background: '#a63' } })
      .png()
      .toBuffer()

  test('becomes a square of 256 pixels that those see who see the person', async () => {
    const browser = await signedIn(dov.id)
    const done = await browser.upload('/account/photo', 'photo', {
      name: '../../me.png',
      type: 'image/png',
      bytes: await png(),
    })
    assert.equal(done.status, 303, done.text)
    const { image } = await db.selectFrom('person').select('image').where('id', '=', dov.id).executeTakeFirstOrThrow()
    assert.match(String(image), /^\/files\/photos\//)
    const seen = await site.server.inject({ url: String(image), headers: { authorization: `Bearer ${ada.token}` } })
    assert.equal(seen.statusCode, 200)
    assert.equal(seen.headers['content-type'], 'image/webp')
    assert.match(String(seen.headers['content-security-policy']), /sandbox/)
    const { width, height, format } = await sharp(seen.rawPayload).metadata()
    assert.deepEqual([width, height, format], [256, 256, 'webp'])
    assert.equal((await site.as('eve').get(String(image))).status, 404)
    assert.equal((await site.as('visitor').get(String(image))).status, 303)
    assert.match((await site.as('cleo').get(`/people/${dov.id}`)).text, new RegExp(`src="${image}"`))

    assert.equal((await browser.post('/account/photo/removal')).status, 303)
    assert.equal((await site.as('ada').get(String(image))).status, 404)
  })

  test('that is a page, a drawing, empty or too large is refused in words', async () => {
    const browser = await signedIn(dov.id)
    const wrongs: [string, string, Buffer, RegExp][] = [
      [
        'me.svg',
        'image/svg+xml',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        /not a picture we can read/,
      ],
      ['me.png', 'image/png', Buffer.from('<html><script>alert(1)</script>'), /not a picture we can read/],
      ['me.png', 'image/png', Buffer.alloc(0), /This file is empty/],
      ['me.png', 'image/png', Buffer.alloc(10_000_001, 1), /larger than 10 MB/],
    ]
    for (const [name, type, bytes, says] of wrongs) {
      const answer = await browser.upload('/account/photo', 'photo', { name, type, bytes })
      assert.equal(answer.status, 422, name)
      assert.match(answer.text, says)
    }
    assert.match(
      (await browser.upload('/account/photo', 'other', { name: 'a', type: 'image/png', bytes: await png() })).text,
      /A file can’t be added here/,
    )
    assert.match((await browser.post('/account/photo')).text, /Choose a picture first/)
    const { image } = await db.selectFrom('person').select('image').where('id', '=', dov.id).executeTakeFirstOrThrow()
    assert.equal(image, null)
  })
})

describe('a password', () => {
  test('is set, then changed by who knows it; changing it signs out all other browsers', async () => {
    const browser = await signedIn(eve.id)
    const other = await signedIn(eve.id)
    assert.match((await browser.get('/account/sign-in')).text, /You have none, and need none/)
    const before = await signedIn(eve.id)
    assert.match((await browser.get('/account/sign-in')).text, /End my API tokens too \(1\)/)
    const first = await browser.post('/account/password', { password: 'plain yellow pencils' })
    assert.equal(first.status, 303)
    assert.match((await browser.get('/account/sign-in')).text, /2 other browsers are signed out/)
    assert.equal((await before.json('/account')).status, 401)
    assert.equal((await other.json('/account')).status, 401)
    assert.equal((await site.as('eve').json('/account')).status, 200, 'tokens stay unless one says otherwise')
    await other.post(await site.work((work) => signInPassFor(work, eve.id)))
    const wrong = await browser.post('/account/password', {
      current: 'plain yellow pencil',
      password: 'other green pencils',
    })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /This is not your current password/)
    assert.doesNotMatch(wrong.text, /green pencils/)
    const changed = await browser.post('/account/password', {
      current: 'plain yellow pencils',
      password: 'other green pencils',
      endsTokens: 'yes',
    })
    assert.equal(changed.status, 303)
    assert.equal((await site.as('eve').json('/account')).status, 401)
    const told = await db.selectFrom('mail').select(['kind', 'payload']).where('person_id', '=', eve.id).execute()
    assert.deepEqual(
      told.map(({ kind, payload }) => [kind, payload]),
      [
        ['password_set', { isFirst: true }],
        ['password_set', { isFirst: false }],
      ],
      'and is told by mail',
    )
    assert.equal((await other.json('/account')).status, 401)
    assert.equal((await browser.json('/account')).status, 200)
    const fresh = openJar(site.server, site.platform.config.publicUrl)
    assert.equal(
      (await fresh.post('/sign-in/password', { email: eve.email, password: 'plain yellow pencils' })).status,
      422,
    )
    assert.equal(
      (await fresh.post('/sign-in/password', { email: eve.email, password: 'other green pencils' })).status,
      303,
    )
  })

  test('that is short or plain is refused', async () => {
    const browser = await signedIn(cleo.id)
    assert.match((await browser.post('/account/password', { password: 'short' })).text, /at least 10 characters/)
    assert.match((await browser.post('/account/password', { password: 'aaaaaaaaaaaa' })).text, /too easy to guess/)
    assert.equal((await browser.post('/account/password', { password: 'x1y2z3'.repeat(40) })).status, 422)
  })

  test('can’t be guessed by somebody at an open browser', async () => {
    await site.work((work) => savePassword(work, ada.id, 'nine slow brown owls'))
    const browser = await signedIn(ada.id)
    for (let i = 0; i < 10; i += 1) {
      assert.equal(
        (await browser.post('/account/password', { current: `guess number ${i}`, password: 'mine from now on' }))
          .status,
        422,
      )
    }
    const last = await browser.post('/account/password', {
      current: 'nine slow brown owls',
      password: 'mine from now on',
    })
    assert.equal(last.status, 429)
  })

  test('and sessions and tokens are not touched by a token', async () => {
    const asked = [
      await site.as('ben').send('/account/password', { password: 'made by a program' }),
      await site.as('ben').send('/account/tokens', { name: 'child', scope: 'write', days: 365 }),
      await site.as('ben').send('/account/sessions/others/removal'),
    ]
    for (const { status, json } of asked) {
      assert.equal(status, 403)
      assert.equal(json.code, 'session_needed')
    }
  })
})

describe('an API token', () => {
  test('is shown once, acts as its maker within its scope and time, and ends', async () => {
    const browser = await signedIn(ben.id)
    const made = await browser.post('/account/tokens', {
      name: 'my script',
      scope: 'read',
      days: '7',
      once: 'press-once',
    })
    assert.equal(made.status, 200)
    assert.equal(made.headers['cache-control'], 'no-store')
    const token = /guild_[\w-]{43}/.exec(made.text)?.[0] ?? ''
    assert.ok(token)
    const ask = (method: 'GET' | 'POST') =>
      site.server.inject({
        method,
        url: '/account',
        headers: { accept: 'application/json', authorization: `Bearer ${token}` },
        ...(method === 'POST' && { payload: { name: 'x' } }),
      })
    assert.equal((await ask('GET')).json().email, ben.email)
    assert.equal((await ask('POST')).statusCode, 403)
    assert.doesNotMatch((await browser.get('/account/tokens')).text, /guild_/)

    const again = await browser.post('/account/tokens', {
      name: 'my script',
      scope: 'read',
      days: '7',
      once: 'press-once',
    })
    assert.equal(again.status, 409)
    assert.doesNotMatch(again.text, /guild_/)
    const kept = await db.selectFrom('idempotency_key').selectAll().where('key', 'like', 'press-once %').execute()
    assert.deepEqual(
      kept.map(({ led_to }) => led_to),
      [null],
      'and not kept with the act',
    )
    assert.doesNotMatch(JSON.stringify(kept), /guild_/)

    const list = (await browser.json('/account/tokens')).json.tokens
    const mine = list.find((one: { name: string }) => one.name === 'my script')
    assert.equal(Math.round((new Date(mine.expiresAt).getTime() - new Date(mine.madeAt).getTime()) / 86_400_000), 7)
    assert.equal(
      (await (await signedIn(cleo.id)).post(`/account/tokens/${mine.id}/removal`)).status,
      404,
      'not somebody else’s',
    )
    assert.equal((await browser.post(`/account/tokens/${mine.id}/removal`)).status, 303)
    assert.equal((await ask('GET')).statusCode, 401)
  })

  test('needs a name, a scope and a time within a year', async () => {
    const browser = await signedIn(ben.id)
    for (const wrong of [{ name: '' }, { scope: 'all' }, { days: '400' }, { days: '0' }]) {
      assert.equal(
        (await browser.post('/account/tokens', { name: 'a', scope: 'read', days: '7', ...wrong })).status,
        422,
        JSON.stringify(wrong),
      )
    }
  })
})

describe('the language', () => {
  test('is a visitor’s by cookie, a person’s for good', async () => {
    const browser = openJar(site.server, site.platform.config.publicUrl)
    assert.match((await browser.get('/sign-in', { 'accept-language': 'en' })).text, /Mail me a sign-in link/)
    const chosen = await browser.post('/language', { locale: 'de', back: '/sign-in?to=%2Finbox' })
    assert.equal(chosen.headers.location, '/sign-in?to=%2Finbox')
    assert.match((await browser.get('/sign-in', { 'accept-language': 'en' })).text, /Anmeldelink schicken/)
    const person = await signedIn(dov.id)
    await person.post('/language', { locale: 'de', back: '/account' })
    const { locale } = await db.selectFrom('person').select('locale').where('id', '=', dov.id).executeTakeFirstOrThrow()
    assert.equal(locale, 'de')
  })

  test('that somebody chose stays when they sign out: page and sentence are in it', async () => {
    const person = await signedIn(dov.id)
    await db.updateTable('person').set({ locale: 'de' }).where('id', '=', dov.id).execute()
    const out = await person.post('/sign-out')
    assert.equal(out.headers.location, '/sign-in')
    const page = (await person.get('/sign-in', { 'accept-language': 'en' })).text
    assert.match(page, /Du bist abgemeldet\./)
    assert.match(page, /Anmeldelink schicken/)
  })

  test('leads back only within the site, and takes only languages that the site has', async () => {
    const browser = openJar(site.server, site.platform.config.publicUrl)
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      assert.equal((await browser.post('/language', { locale: 'de', back })).headers.location, '/')
    }
    assert.equal((await browser.post('/language', { locale: '../../x', back: '/' })).status, 422)
    browser.cookies.set('locale', 'not-a-language')
    assert.equal((await browser.get('/sign-in')).status, 200)
  })
})
