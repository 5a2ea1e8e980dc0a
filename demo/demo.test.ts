/**
 * The demo as a visitor meets it: full from the first second, seen as its people see it, and removed without a trace.
 */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startDemo } from '#tests/support/demo-folder.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { url, output, dataDir } = await startDemo()

/** Sends a form as a browser on the site would. */
function send(path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie, accept: 'text/html' },
    body: new URLSearchParams(fields),
  })
}

async function lookAs(key: string): Promise<string> {
  const answer = await send('/demo/as', { key, to: '/' })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

async function read(path: string, cookie: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url + path, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
  return { status: answer.status, text: await answer.text() }
}

test('a link for each of the cast is printed', async () => {
  await waitFor(() => /signs in once/.test(output()))
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dov', 'Eve']) assert.match(output(), new RegExp(`${name} .*/sign-in/`))
})

test('the demo’s community looks used: an open Ping with 41 answers, posts below it, a Toolkit, faces', async () => {
  const ada = await lookAs('ada')
  const { text } = await read('/c/first-line-leaders', ada)
  for (const said of ['41 of 59 answered', '12 say why', 'Dana Okafor', '59 members']) {
    assert.ok(text.includes(said), `the page does not say “${said}”`)
  }
  const pings = await read('/c/first-line-leaders/pings', ada)
  assert.match(pings.text, /3 answers so far/)
  const toolkit = await read('/c/first-line-leaders/toolkit', ada)
  // Forty that were chosen, and the recap of an event.
  assert.match(toolkit.text, /41 resources/)
  const face = await fetch(`${url}/demo/faces/ada.svg`)
  assert.equal(face.headers.get('content-type'), 'image/svg+xml')
})

/** The addresses of things on a page that begin so, each once. */
async function linksOf(path: string, start: string, cookie: string): Promise<string[]> {
  const { text } = await read(path, cookie)
  return [...new Set(text.matchAll(/href="([^"?#]+)"/g).map(([, href = '']) => href))].filter((href) =>
    new RegExp(`^/c/first-line-leaders/${start}/[^/]*-[\\w-]{22}$`).test(href),
  )
}

async function pagesOf(list: string, start: string, cookie: string): Promise<string[]> {
  const links = await linksOf(`/c/first-line-leaders/${list}`, start, cookie)
  return (await Promise.all(links.map((href) => read(href, cookie)))).map(({ text }) => text)
}

test('the cohort that runs was handed over what earlier ones left, and the page for the next one is prepared', async () => {
  const cohorts = await pagesOf('courses', 'cohorts', await lookAs('ada'))
  assert.equal(cohorts.length, 5)
  assert.equal(cohorts.filter((text) => text.includes('A hand-over is prepared')).length, 1)
  assert.equal(cohorts.filter((text) => text.includes('People who may be asked')).length, 1)
  const [own] = await pagesOf('courses', 'cohorts', await lookAs('dov'))
  assert.match(
    own ?? '',
    /The letter to Cohort 4[\s\S]*put off\?[\s\S]*What earlier cohorts leave you[\s\S]*You may ask them/,
  )
})

test('events are never empty: one every week, one whose places are all taken, one that is over, and the next on the page', async () => {
  const ben = await lookAs('ben')
  const events = await pagesOf('events', 'events', ben)
  assert.equal(
    events.filter((text) => /Every week[\s\S]*Dates to come[\s\S]*11 people are coming/.test(text)).length,
    1,
  )
  assert.equal(events.filter((text) => /12 of 12 places taken[\s\S]*3 wait for a place/.test(text)).length, 1)
  const [over] = await pagesOf('events?show=past', 'events', ben).then((all) =>
    all.filter((text) => /same day/.test(text)),
  )
  assert.match(over ?? '', /18 said yes/)
  assert.match(over ?? '', /What they said a week later[\s\S]*The recap is in the Toolkit/)
  const recap = /The recap is in the Toolkit: <a href="([^"]+)"/.exec(over ?? '')?.[1] ?? ''
  assert.match(
    (await read(recap, ben)).text,
    /What we take along[\s\S]*href="[^"]*\/c\/first-line-leaders\/events\/what-we-learned[^"]*"[^>]*>From the event “What we learned/,
  )
  assert.match((await read('/c/first-line-leaders', ben)).text, /Next event[\s\S]*Case clinic[\s\S]*I’m coming/)
  assert.match(
    (await read('/events', ben)).text,
    /A morning at the loading dock[\s\S]*Are you coming\?[\s\S]*Case clinic/,
  )
})

test('a Ping was asked twice: beside its answers stand those of cohorts, now and then', async () => {
  const pings = await pagesOf('pings', 'pings', await lookAs('ben'))
  const again = pings.filter((text) => /Asked before[\s\S]*Cohort 3<[\s\S]*this time[\s\S]*Cohort 3</.test(text))
  assert.equal(again.length, 1)
})

test('a circle has discussions that its people read, and others do not; a request waits', async () => {
  const [of] = await pagesOf('circles', 'circles', await lookAs('cleo'))
  assert.match(of ?? '', /They would like to join[\s\S]*Grace Wanjiru[\s\S]*The quarter of an hour at six/)
  const dov = await lookAs('dov')
  const [outside] = await pagesOf('circles', 'circles', dov)
  assert.match(outside ?? '', /Ask to join the circle/)
  for (const { text } of [{ text: outside ?? '' }, await read('/c/first-line-leaders/discussions', dov)])
    assert.doesNotMatch(text, /quarter of an hour at six|Grace Wanjiru would/)
})

test('moderation is seen at work: a report and a held post wait, a decided case has its author’s answer; members see none of it', async () => {
  const ada = await lookAs('ada')
  const { text } = await read('/c/first-line-leaders/moderation', ada)
  assert.match(
    text,
    /2 people reported it[\s\S]*Nora Byrne<\/a>: Unkind or hurtful[\s\S]*Patrik Salo[\s\S]*Publish it[\s\S]*Answers of authors[\s\S]*meant as a gift[\s\S]*Decided lately[\s\S]*decided by Nora Byrne/,
  )
  const log = await read('/c/first-line-leaders/moderation/log', ada)
  assert.match(
    log.text,
    /Tomás Vidal[\s\S]*Highlighted a post[\s\S]*Nora Byrne[\s\S]*Hid a post[\s\S]*Answer: It was meant as a gift/,
  )
  const ben = await lookAs('ben')
  assert.equal((await read('/c/first-line-leaders/moderation', ben)).status, 403)
  const threads = (await pagesOf('discussions', 'discussions', ben)).join()
  assert.match(threads, /It fits on one hand/)
  assert.doesNotMatch(threads, /who should have been fired|I coach new leaders|reported it/)
})

test('discussions have topics of their own, some of which are followed; the agreement can be read', async () => {
  const ben = await lookAs('ben')
  const { text } = await read('/c/first-line-leaders/discussions?topic=hard-conversations', ben)
  assert.match(text, /The older colleague who applied for my job/)
  assert.doesNotMatch(text, /Numbers on the wall/)
  assert.match((await read('/c/first-line-leaders/agreement', ben)).text, /What is told here stays here/)
})

test('Ben sees no totals until he answers, and no pages of the leader', async () => {
  const ben = await lookAs('ben')
  const { text } = await read('/c/first-line-leaders', ben)
  assert.doesNotMatch(text, /41 of 59/)
  assert.equal((await read('/c/first-line-leaders/settings', ben)).status, 403)
})

test('each person’s inbox shows what happened since their last visit: an answer, a mention, a Ping', async () => {
  const finds = {
    ada: [/Dov Adler mentioned you in/, /Elif Demir answered you in/, /Tomás Vidal wrote in/],
    ben: [/Ada Lindqvist mentioned you in/, /Rui Antunes answered you in/, /Dana Okafor asks: What holds you back/],
    cleo: [/Tomás Vidal mentioned you in/, /Fatou Diallo|Oscar Nyström/, /Dana Okafor asks: What holds you back/],
    dov: [/Grace Wanjiru answered you in/, /Dana Okafor asks: What holds you back/],
  }
  for (const [key, sentences] of Object.entries(finds)) {
    const { text } = await read('/inbox', await lookAs(key))
    for (const said of sentences) assert.match(text, said, key)
    assert.match(text, /Mark all as read/, `${key} has nothing new`)
  }
})

test('older notices are marked read, and no mail is about last week', async () => {
  const ada = await lookAs('ada')
  const { text } = await read('/c/first-line-leaders', ada)
  assert.match(text, /New since your last visit/)
  const answer = await fetch(`${url}/c/first-line-leaders`, { headers: { cookie: ada, accept: 'application/json' } })
  const { news, discussions } = (await answer.json()) as Record<'news' | 'discussions', unknown[]>
  assert.ok(news.length > 0 && discussions.length > 0, 'some is new, and some is read')
  const mails = await read('/outbox', ada)
  assert.match(mails.text, /What holds you back most/)
  assert.doesNotMatch(mails.text, /answered you/)
})

test('for Eve, who is no member, the community does not exist', async () => {
  assert.equal((await read('/c/first-line-leaders', await lookAs('eve'))).status, 404)
})

test('starting one’s own site asks for all it needs, and keeps what was typed', async () => {
  const answer = await send('/demo/own-site', { name: 'Mira Stone', email: 'mira', site: 'Northwind' })
  assert.equal(answer.status, 422)
  const text = await answer.text()
  assert.match(text, /This is not a mail address/)
  assert.match(text, /value="Mira Stone"/)
})

test('starting one’s own site makes the visitor owner, and nothing of the demo is left', async () => {
  const ada = await lookAs('ada')
  const filesOnDisk = () =>
    readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  assert.ok(filesOnDisk().length > 5)
  const setUp = { name: 'Demo', locale: 'en', zone: 'UTC', welcome: 'Words of a visitor', hue: '285' }
  assert.equal((await send('/site/settings', setUp, ada)).status, 303)
  assert.equal((await send('/site/roles', { title: 'Warden', permissions: 'moderate' }, ada)).status, 303)
  const answer = await send('/demo/own-site', { name: 'Mira Stone', email: 'mira@example.com', site: 'Northwind' })
  assert.equal(answer.status, 303)
  const mira = (answer.headers.getSetCookie().find((one) => /session/.test(one)) ?? '').split(';')[0] ?? ''
  const home = await read('/', mira)
  assert.match(home.text, /Northwind/)
  assert.match(home.text, /Hello Mira/)
  assert.match(home.text, /Create your first community/)
  assert.doesNotMatch(home.text, /You are looking as/)
  assert.doesNotMatch((await read('/site/settings', mira)).text, /Words of a visitor|value="285"[^>]*checked/)
  assert.doesNotMatch((await read('/site/roles', mira)).text, /Warden/)
  assert.doesNotMatch((await read('/site/profile-fields', mira)).text, /Works in/)
  assert.equal((await read('/', ada)).status, 303, 'Ada’s session still holds')
  assert.equal((await read('/c/first-line-leaders', mira)).status, 404)
  assert.equal((await send('/demo/as', { key: 'ada', to: '/' })).status, 404)
  await waitFor(() => filesOnDisk().length === 0)
})
