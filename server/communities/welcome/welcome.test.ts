/** A new member is welcomed once, in the leader's words; and leaders see whom nobody has greeted yet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson, join } from '#tests/support/actors.ts'
import { nextPage } from '#tests/support/next-page.ts'
import { sendOne, vote } from '#tests/support/pings.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const home = `/c/${cast.community.slug}`
const ada = site.as('ada')
const dov = site.as('dov')
const pool = site.platform.database.writePool
const welcomeOf = async (who: 'dov' | 'ben' | 'ada') => (await site.as(who).json(home)).json.welcome
const ungreeted = async () =>
  (await ada.json(home)).json.newcomers.ungreeted.map(({ name }: { name: string }) => name) as string[]

test('a new member is welcomed, with the usual words where the leader wrote none', async () => {
  const { text } = await dov.get(home)
  assert.match(text, /Welcome, Dov/)
  assert.match(text, /Good to have you here/)
  assert.match(text, /Say hello/)
  assert.equal(await welcomeOf('ada'), null, 'a leader needs none')
})

test('the leader writes it; what leads out of the community comes back with what was typed', async () => {
  const at = `${home}/settings/welcome`
  const typed = {
    says: 'Kept as typed',
    hello: 'https://evil.example/c/x',
    labels: ['Read this', '', ''],
    paths: ['', '', ''],
  }
  const back = await ada.post(at, typed)
  assert.equal(back.status, 422)
  assert.match(back.text, /Kept as typed/)
  assert.match(back.text, /Give an address inside this community/)
  assert.match(back.text, /Say where it leads/)
  const whole = `${site.platform.config.publicUrl}${home}/discussions`
  const good = { says: 'Come in, we do not bite.', hello: whole, labels: ['Read this'], paths: [`${home}/toolkit`] }
  assert.equal((await ada.send(at, good)).status, 200)
  const shown = await welcomeOf('dov')
  assert.equal(shown.says, 'Come in, we do not bite.')
  assert.equal(shown.hello, `${home}/discussions`)
  assert.deepEqual(shown.todos, [{ label: 'Read this', path: `${home}/toolkit` }])
  for (const who of ['ben', 'eve'] as const) {
    assert.equal((await site.as(who).get(at)).status, who === 'eve' ? 404 : 403)
    assert.equal((await site.as(who).send(at, good)).status, who === 'eve' ? 404 : 403)
  }
})

test('each member ticks the leader’s list of first steps for themselves, and can untick it', async () => {
  const todo = `${home}/toolkit Read this`
  const card = async () => (await dov.get(home)).text
  assert.match(await card(), /Read this<\/a>[\s\S]*?aria-label="Done: Read this"/)
  assert.equal((await dov.post(`${home}/welcome/todos`, { todo, done: 'yes' })).headers.location, home)
  assert.deepEqual((await welcomeOf('dov')).done, [todo])
  assert.match(await card(), /<li class="done"><a[^>]*>Read this<\/a>[\s\S]*?aria-label="Not done yet: Read this"/)
  assert.deepEqual((await welcomeOf('ben')).done, [], 'nobody else has done it')
  await dov.post(`${home}/welcome/todos`, { todo, done: 'yes' })
  await dov.post(`${home}/welcome/todos`, { todo, done: 'no' })
  assert.deepEqual((await welcomeOf('dov')).done, [])

  assert.equal((await dov.send(`${home}/welcome/todos`, { todo: 'Something else' })).status, 404)
  assert.equal((await site.as('owen').send(`${home}/welcome/todos`, { todo })).status, 403)
  assert.equal((await site.as('eve').send(`${home}/welcome/todos`, { todo })).status, 404)
})

test('a step that the leader changed is not ticked any more', async () => {
  const write = (label: string) =>
    ada.send(`${home}/settings/welcome`, {
      says: 'Come in, we do not bite.',
      labels: [label],
      paths: [`${home}/toolkit`],
    })
  await dov.send(`${home}/welcome/todos`, { todo: `${home}/toolkit Read this` })
  await write('Read all of this')
  assert.deepEqual((await welcomeOf('dov')).done, [])
  await write('Read this')
})

test('the welcome is gone once it was dismissed, or all its steps are ticked', async () => {
  const away = await dov.post(`${home}/welcome/end`)
  assert.equal(away.headers.location, home)
  assert.equal(await welcomeOf('dov'), null)
  assert.notEqual(await welcomeOf('ben'), null)
  const ben = site.as('ben')
  await ben.send(`${home}/discussions`, { kind: 'talk', title: 'Hello', source: 'I am Ben.' })
  assert.notEqual(await welcomeOf('ben'), null)
  const todo = `${home}/toolkit Read this`
  const last = await ben.post(`${home}/welcome/todos`, { todo, done: 'yes' })
  assert.match(await nextPage(ben, last), /That was everything on your list/)
  assert.equal(await welcomeOf('ben'), null)
  await ben.post(`${home}/welcome/todos`, { todo, done: 'no' })
  assert.notEqual(await welcomeOf('ben'), null)

  // Where the leader lists nothing, a photo and a profile are the rest of it.
  await ada.send(`${home}/settings/welcome`, { says: 'Come in.' })
  assert.notEqual(await welcomeOf('ben'), null)
  await pool.query(`update person set ask_me_about = 'Anything', image = '/files/photos/x' where id = $1`, [
    cast.people.ben.id,
  ])
  assert.equal(await welcomeOf('ben'), null)
  assert.equal((await site.as('eve').send(`${home}/welcome/end`)).status, 404)
})

test('what is there today is on the list: the open Ping, something in the Toolkit; done or ticked, the list ends by itself', async () => {
  const cleo = site.as('cleo')
  const steps = async () =>
    ((await cleo.json(home)).json.welcome?.steps ?? []).map(({ key, isDone }: { key: string; isDone: boolean }) =>
      isDone ? `${key} *` : key,
    )
  assert.deepEqual(await steps(), ['hello', 'profile'])
  const ping = await sendOne(site)
  await ada.send(`${home}/toolkit`, { title: 'The card', source: 'Words.' })
  assert.deepEqual(await steps(), ['hello', 'ping', 'profile', 'toolkit'])
  assert.match((await cleo.get(home)).text, /Answer the open Ping/)
  await vote(site, 'cleo', ping, 0)
  await cleo.send(`${home}/discussions`, { kind: 'talk', title: 'Hello', source: 'I am Cleo.' })
  assert.deepEqual(await steps(), ['hello *', 'ping *', 'profile', 'toolkit'])
  const tick = (todo: string) => cleo.post(`${home}/welcome/todos`, { todo, done: 'yes' })
  assert.equal((await tick('step profile')).status, 404, 'the site sees that by itself')
  await tick('step toolkit')
  assert.deepEqual(await steps(), ['hello *', 'ping *', 'profile', 'toolkit *'])
  await pool.query(`update person set ask_me_about = 'Anything', image = '/files/photos/x' where id = $1`, [
    cast.people.cleo.id,
  ])
  assert.equal((await cleo.json(home)).json.welcome, null)
})

test('a list that has ended does not begin again with the next Ping; a guest has only what a guest can do; after a month it is over', async () => {
  const cleo = site.as('cleo')
  await cleo.post(`${home}/visits`)
  await site.shiftClock('3 days')
  await sendOne(site, { question: 'And this week?' })
  assert.equal((await cleo.json(home)).json.welcome, null)

  const fay = await addPerson(site, 'Fay Guest')
  await join(site, fay.id)
  const guest = clientOf(site.server, holding(fay.token))
  await ada.send(`${home}/members/${fay.id}/roles`, { standing: 'member', roles: ['guest'] })
  const { steps } = (await guest.json(home)).json.welcome
  assert.deepEqual(
    steps.map(({ key }: { key: string }) => key),
    ['profile', 'toolkit'],
  )
  await guest.post(`${home}/visits`)
  await site.shiftClock('40 days')
  assert.equal((await guest.json(home)).json.welcome, null)
  await site.shiftClock('0 days')
  await ada.send(`${home}/members/${fay.id}/removal`)
})

test('leaders see who is new and was greeted by nobody: mentioned, answered, or noted, they are', async () => {
  for (const who of ['ben', 'cleo', 'dov'] as const) await site.as(who).post(`${home}/visits`)
  assert.deepEqual((await ungreeted()).sort(), ['Ben Reyes', 'Cleo Marsh', 'Dov Adler'])
  assert.match((await ada.get(home)).text, /Nobody has greeted Dov yet/)
  assert.match((await ada.get(home)).text, /3 came this week/)
  assert.equal((await site.as('ben').json(home)).json.newcomers, null)

  const said = await ada.send(`${home}/discussions`, { kind: 'talk', title: 'New here', source: 'Hello @cleo-marsh' })
  assert.equal(said.status, 201, said.text)
  assert.deepEqual((await ungreeted()).sort(), ['Ben Reyes', 'Dov Adler'])
  const { thisWeek } = (await ada.json(home)).json.newcomers
  assert.deepEqual(
    thisWeek.filter(({ isGreeted }: { isGreeted: boolean }) => isGreeted).map(({ name }: { name: string }) => name),
    ['Cleo Marsh'],
  )
  const greeting = `${home}/members/${cast.people.dov.id}/greeting`
  assert.equal((await site.as('ben').send(greeting)).status, 403)
  assert.equal((await site.as('eve').send(greeting)).status, 404)
  assert.equal((await ada.send(greeting)).status, 200)
  assert.deepEqual(await ungreeted(), ['Ben Reyes'])
  assert.match((await ada.get(`${home}/discussions/new?greet=ben-reyes`)).text, /@ben-reyes /)
  // An answer below what they began their discussion with greets them too.
  const hello = (await ada.json(home)).json.newcomers.ungreeted[0].threadId
  assert.equal(
    (await site.as('cleo').send(`${home}/discussions/${hello}/posts`, { source: 'Good to see you.' })).status,
    201,
  )
  assert.deepEqual(await ungreeted(), [])
  assert.match((await ada.get(home)).text, /3 came this week/)
  await site.shiftClock('15 days')
  assert.doesNotMatch((await ada.get(home)).text, /came this week/, 'after two weeks nobody is new')
})
