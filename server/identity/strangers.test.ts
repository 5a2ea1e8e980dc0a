/**
 * Somebody who knows Ben's address and nothing else: they neither keep him out nor get many guesses.
 */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { sql } from 'kysely'
import { app } from '#server/app.ts'
import { savePassword } from '#server/identity/password.ts'
import {
  hashOfAddress,
  longestStreak,
  mailLimits,
  networkLimit,
  passwordLimit,
} from '#server/identity/sign-in-limits.ts'
import { signInPassFor } from '#server/identity/sign-in-pass-for.ts'
import { sweepIdentity } from '#server/identity/sweep-identity.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import { type Jar, openJar } from '#tests/support/cookie-jar.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
const site = await openSite({ TRUSTED_PROXIES: 'loopback', DEMO: 'off', SMTP_URL: mailbox.url })
after(() => mailbox.close())
const { ben, cleo, dov } = site.cast.people
const db = site.database.db.write
const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
const password = 'seven tall green bottles'
const home = '198.51.100.7'

beforeEach(async () => {
  forgetCounts()
  for (const table of ['sign_in_try', 'sign_in_streak', 'sign_in_pass', 'mail'] as const)
    await db.deleteFrom(table).execute()
  await sql.raw(dropJobs).execute(db)
})

/** A browser somewhere. */
function from(network: string, browser: Jar = openJar(site.server, site.platform.config.publicUrl)) {
  const headers = { 'x-forwarded-for': network }
  const post = (path: string, fields: Record<string, string>) => {
    forgetCounts()
    return browser.post(path, fields, headers)
  }
  return {
    async ask(email: string): Promise<string> {
      const asked = await post('/sign-in', { email })
      assert.equal(asked.status, 303, 'nobody who asks is refused')
      return new URL(String(asked.headers.location), 'http://here').searchParams.get('attempt') ?? ''
    },
    page: async (attempt: string) => (await browser.get(`/sign-in/code?attempt=${attempt}`, headers)).text,
    code: (attempt: string, code: string) => post('/sign-in/code', { attempt, code }),
    password: (email: string, typed: string) => post('/sign-in/password', { email, password: typed }),
    press: (link: string) => post(link, {}),
    whoIn: async () => (await browser.json('/account')).json?.email,
  }
}

/** What lies in somebody's mail, the newest last. */
async function mailsTo(personId: string, kind = 'sign_in') {
  await runJobs(site, 'mail-sign-in')
  await runJobs(site, 'mail-password-off')
  await sendMails(site)
  const look = await site.look()
  const rows = await db
    .selectFrom('mail')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()
  const mails: { text: string; link: string; code: string }[] = []
  for (const { id } of rows) {
    const shown = await showMail(look, kinds, id, 'live')
    const text = shown && 'words' in shown && shown.words && 'text' in shown.words ? shown.words.text : ''
    mails.push({
      text,
      link: /\/sign-in\/[\w-]{22}/.exec(text)?.[0] ?? '',
      code: /^\d{6}$/m.exec(text)?.[0] ?? '',
    })
  }
  return mails
}

/** A browser that Ben has signed in with before, and is signed out of. */
async function bensBrowser(): Promise<Jar> {
  const browser = openJar(site.server, site.platform.config.publicUrl)
  await browser.post(await site.work((work) => signInPassFor(work, ben.id)))
  await browser.post('/sign-out')
  return browser
}

/** Strangers have typed so many wrong ones in a row already; typing each would take a minute. */
async function alreadyWrong(email: string, kind: 'password' | 'code', count: number): Promise<void> {
  const key = hashOfAddress(site.platform.secrets, email)
  await db.insertInto('sign_in_streak').values({ kind, key_hash: key, wrong: count }).execute()
}

const wrong = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0')
const somewhere = (i: number) => `203.0.${Math.floor(i / 250)}.${(i % 250) + 1}`

describe('a stranger who asks and guesses all day', () => {
  test('does not keep Ben out, neither of his own browser nor of a fresh one', async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    const his = from(home, await bensBrowser())
    try {
      for (const hour of [0, 9, 18]) {
        await site.shiftClock(`${hour} hours`)
        for (let i = 0; i < 8; i += 1) {
          const attempt = await from(somewhere(i % 6)).ask(ben.email)
          await from(somewhere(i % 6)).code(attempt, '000000')
          if (i % 4 === 0) await from(somewhere(hour * 10 + i)).password(ben.email, `guess ${hour} ${i}`)
        }
      }
      const sent = await mailsTo(ben.id)
      assert.equal(sent.length, mailLimits.strangers.times, 'and is sent few mails')

      await site.shiftClock('22 hours')
      const attempt = await his.ask(ben.email)
      const [own] = (await mailsTo(ben.id)).slice(-1)
      assert.equal((await his.code(attempt, own?.code ?? '')).status, 303)
      assert.equal(await his.whoIn(), ben.email)
      assert.equal((await from(home).password(ben.email, password)).status, 303)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('leaves Ben, in a browser and network never seen before, the newest mail: its link works again', async () => {
    for (let i = 0; i < mailLimits.strangers.times; i += 1) await from(somewhere(i)).ask(ben.email)
    const sent = await mailsTo(ben.id)
    const newest = sent.at(-1)?.link ?? ''
    try {
      await site.shiftClock('40 minutes')
      assert.equal((await from(home).press(newest)).status, 409, 'its time had passed')
      const fresh = from(home)
      const page = await fresh.page(await fresh.ask(ben.email))
      assert.match(
        page,
        /Several mails were asked for <b dir="ltr">ben@example\.org<\/b> today[\s\S]*the newest of them works again/,
      )
      assert.doesNotMatch(page, /six digits/)
      assert.equal((await mailsTo(ben.id)).length, sent.length, 'no mail more')
      assert.equal((await fresh.press(newest)).status, 303)
      assert.equal(await fresh.whoIn(), ben.email)

      const another = from(home)
      await another.ask(ben.email)
      const [next] = (await mailsTo(ben.id)).slice(-1)
      assert.notEqual(next?.link, newest, 'where the newest was used, there is a new one')
      assert.equal((await another.press(next?.link ?? '')).status, 303)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('from one network leaves mails and password tries to those of another', async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    for (let i = 0; i < 20; i += 1) await from(somewhere(1)).ask(ben.email)
    for (let i = 0; i < 20; i += 1) await from(somewhere(1)).password(ben.email, `guess ${i}`)
    assert.equal((await from(somewhere(1)).password(ben.email, password)).status, 429)
    const fresh = from(home)
    const attempt = await fresh.ask(ben.email)
    const mails = await mailsTo(ben.id)
    assert.equal(mails.length, mailLimits.network.times + 1)
    assert.equal((await fresh.code(attempt, mails.at(-1)?.code ?? '')).status, 303)
    assert.equal((await from(home).password(ben.email, password)).status, 303)
  })

  test('does not keep Ben from changing his password while he is signed in', async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    await alreadyWrong(ben.email, 'password', longestStreak)
    const browser = openJar(site.server, site.platform.config.publicUrl)
    await browser.post(await site.work((work) => signInPassFor(work, ben.id)))
    assert.equal(
      (await browser.post('/account/password', { current: password, password: 'another fine day' })).status,
      303,
    )
  })
})

describe('a stranger gets', () => {
  test(`no more than ${passwordLimit.times} passwords at once, and ${longestStreak} in all; then Ben is told, and a link switches it on again`, async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    const burst = await Promise.all(
      Array.from({ length: 25 }, (_, i) => from(somewhere(0)).password(ben.email, `at once ${i}`)),
    )
    assert.equal(burst.filter(({ status }) => status === 422).length, passwordLimit.times)
    assert.equal(burst.filter(({ status }) => status === 429).length, 15)

    await db.deleteFrom('sign_in_streak').execute()
    await alreadyWrong(ben.email, 'password', longestStreak - 6)
    const last = await Promise.all(
      Array.from({ length: 12 }, (_, i) => from(somewhere(i + 1)).password(ben.email, `from all over ${i}`)),
    )
    assert.equal(last.filter(({ status }) => status === 422).length, 6, 'side by side, too')
    const answer = await from(home).password(ben.email, password)
    assert.equal(answer.status, 409)
    assert.match(answer.text, /its password is off\. Have a link mailed to you/)
    const told = await mailsTo(ben.id, 'password_off')
    assert.equal(told.length, 1)
    assert.match(told[0]?.text ?? '', /a wrong password was typed for your address a hundred times in a row/)
    assert.match(told[0]?.text ?? '', /sign in once with a link or a code by mail/)

    const own = from(home)
    assert.equal((await own.press(await site.work((work) => signInPassFor(work, ben.id)))).status, 303)
    assert.equal((await from(home).password(ben.email, password)).status, 303)
  })

  test('the password of Ben’s own browser taken all the while', async () => {
    await site.work((work) => savePassword(work, ben.id, password))
    const browser = await bensBrowser()
    await alreadyWrong(ben.email, 'password', longestStreak)
    assert.equal((await from(home).password(ben.email, password)).status, 409)
    assert.equal((await from(home, browser).password(ben.email, password)).status, 303)
    assert.equal(
      (await from(home).password(ben.email, password)).status,
      409,
      'it is off for strangers until a mail is used',
    )
  })

  test(`no more than ${longestStreak} codes for one account, over all days and networks; then mails carry links alone and say so`, async () => {
    let counted = 75
    await alreadyWrong(ben.email, 'code', counted)
    try {
      for (let dayOf = 0; dayOf < 2; dayOf += 1) {
        await site.shiftClock(`${dayOf * 25} hours`)
        for (let i = 0; i < 3; i += 1) {
          const one = from(somewhere(i))
          const attempt = await one.ask(ben.email)
          const code = (await mailsTo(ben.id)).at(-1)?.code || '000000'
          for (let n = 1; n <= 6; n += 1) if ((await one.code(attempt, wrong(code, n))).status === 422) counted += 1
        }
      }
      assert.equal(counted, longestStreak)
      const fresh = from(home)
      await site.shiftClock('60 hours')
      const page = await fresh.page(await fresh.ask(ben.email))
      assert.match(page, /Open the link in it/)
      const last = (await mailsTo(ben.id)).at(-1)
      assert.equal(last?.code, '')
      assert.match(last?.text ?? '', /There is no code in this mail: wrong ones were typed for your address too often/)
      assert.equal((await fresh.press(last?.link ?? '')).status, 303)
      const again = from('198.51.100.8')
      await again.ask(ben.email)
      assert.match((await mailsTo(ben.id)).at(-1)?.code ?? '', /^\d{6}$/, 'codes come again')
    } finally {
      await site.shiftClock('0')
    }
  })

  test(`no more than ${networkLimit.times} codes in a day from one network, for however many accounts; links work from there`, async () => {
    const people = [ben, cleo, dov]
    const office = somewhere(9)
    const attempts: string[] = []
    for (const { email } of people) {
      for (let i = 0; i < mailLimits.network.times; i += 1) attempts.push(await from(office).ask(email))
    }
    const answers = await Promise.all(
      attempts.flatMap((attempt) => [1, 2, 3, 4].map(() => from(office).code(attempt, '000000'))),
    )
    assert.equal(answers.filter(({ status }) => status === 422).length, networkLimit.times)
    assert.match(
      answers.find(({ status }) => status === 409)?.text ?? '',
      /codes are not taken here now\. The link in the mail works/,
    )
    const eves = from(office)
    const page = await eves.page(await eves.ask(site.cast.people.eve.email))
    assert.match(page, /Open the link in it/)
    const mail = (await mailsTo(site.cast.people.eve.id)).at(-1)
    assert.equal(mail?.code, '')
    assert.equal((await eves.press(mail?.link ?? '')).status, 303)
  })

  test('the same answers for an address that nobody has', async () => {
    const nobody = 'nobody@example.org'
    const here = from(somewhere(1))
    for (let i = 0; i < passwordLimit.times; i += 1) assert.equal((await here.password(nobody, 'x')).status, 422)
    assert.equal((await here.password(nobody, 'x')).status, 429)
    await db.deleteFrom('sign_in_streak').execute()
    await alreadyWrong(nobody, 'password', longestStreak - 1)
    assert.equal((await from(somewhere(2)).password(nobody, 'x')).status, 422)
    assert.equal((await from(home).password(nobody, 'x')).status, 409)
    for (let i = 0; i < mailLimits.network.times; i += 1) await here.ask(nobody)
    assert.match(await here.page(await here.ask(nobody)), /Several mails were asked for/)
    await mailsTo(ben.id)
    assert.deepEqual(await db.selectFrom('mail').select('id').execute(), [])
  })
})

test('wrong ones are forgotten after as many quiet days as there were', async () => {
  await sql`insert into sign_in_streak (kind, key_hash, wrong, last_at) values
    ('code', 'few', 2, now() - interval '3 days'), ('code', 'many', 40, now() - interval '3 days')`.execute(db)
  await site.work(sweepIdentity)
  const left = await db.selectFrom('sign_in_streak').select('key_hash').execute()
  assert.deepEqual(left, [{ key_hash: 'many' }])
})
