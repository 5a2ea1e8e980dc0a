/** Working pages, as their writers and readers see them. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { app } from '#server/app.ts'
import { longestBody } from '#server/bodies/body.ts'
import { writtenLive } from '#server/bodies/live.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const root = `/c/${site.cast.community.slug}/pages`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')

beforeEach(forgetCounts)

/** Starts a page. @returns its address, without its title */
async function start(who: CastName, title: string, more: Record<string, string> = {}): Promise<string> {
  const { status, text, json } = await site.as(who).send(root, { title, source: 'As it began.', ...more })
  assert.equal(status, 201, text)
  return `${root}/${shortId(json.id)}`
}

const save = (who: CastName, page: string, source: string, more: Record<string, string> = {}) =>
  site.as(who).send(page, { title: 'How we meet', source, ...more }, 'PUT')
const versionOf = (form: string) => /name="version" value="([^"]*)"/.exec(form)?.[1] ?? ''
const textIn = (form: string) => /<textarea [^>]*name="source"[^>]*>\n([^<]*)</.exec(form)?.[1]
/** The notices about pages, by the person who acted. */
async function told(who: CastName): Promise<string[]> {
  await runJobs(site, 'notify-of-activity')
  const { notices } = (await site.as(who).json('/inbox')).json
  return notices.flatMap((one: { kind: string; who: { name: string } }) =>
    one.kind === 'page_saved' ? one.who.name : [],
  )
}

test('before there is a page, members who may start one read what pages are for', async () => {
  assert.match((await ben.get(root)).text, /No working pages yet.*Start a page/s)
  assert.match((await ben.get(`/c/${site.cast.community.slug}`)).text, /<a href="[^"]*\/pages"[^>]*>Pages</)
})

test('a page begins from nothing or with a template, and its list says who wrote lately', async () => {
  assert.equal(textIn((await ben.get(`${root}/new`)).text), '')
  const form = await ben.get(`${root}/new?template=case`)
  assert.match(textIn(form.text) ?? '', /^## The case/)
  const begun = await ben.post(root, { title: 'A hard talk', source: textIn(form.text) ?? '', writers: 'members' })
  assert.equal(begun.status, 303)
  const page = String(begun.headers.location)
  assert.match((await cleo.get(page)).text, /<h2[^>]*>The case<\/h2>/)
  await save('cleo', page, 'What we said.', { title: 'A hard talk' })
  assert.match((await ben.get(root)).text, /A hard talk.*Written lately by Cleo Marsh, Ben Reyes/s)
  assert.equal((await site.as('eve').get(page)).status, 404)
  assert.equal((await site.as('eve').send(root, { title: 'Mine' })).status, 404)
})

test('the owner of a page says who may write it: nobody else, people named, all members, or editors', async () => {
  const writers: CastName[] = ['ada', 'ben', 'cleo', 'dov']
  const expected = { owner: ['ben'], people: ['ben', 'cleo'], members: writers, editors: ['ada'] }
  for (const [kind, able] of Object.entries(expected)) {
    const page = await start('ben', `For ${kind}`, { writers: kind, people: kind === 'people' ? 'cleo-marsh' : '' })
    for (const who of writers) {
      const may = able.includes(who)
      assert.equal((await save(who, page, `Written by ${who}.`)).status, may ? 200 : 403, `${who} in one for ${kind}`)
      assert.equal((await site.as(who).get(`${page}/edit`)).status, may || who === 'ada' || who === 'ben' ? 200 : 403)
      assert.equal((await site.as(who).get(page)).text.includes(`/edit">Write</a>`), may)
    }
  }
})

test('only the owner and moderators change who may write a page, and only members can be named', async () => {
  const page = await start('ben', 'Ours')
  assert.equal((await save('cleo', page, 'x', { writers: 'owner' })).status, 403)
  assert.doesNotMatch((await cleo.get(`${page}/edit`)).text, /Who may write it/)
  const unknown = await ben.post(page, { title: 'Ours', source: 'Kept here.', writers: 'people', people: '@eve-okoro' })
  assert.equal(unknown.status, 422)
  assert.match(unknown.text, /No member here is called @eve-okoro\./)
  assert.equal(textIn(unknown.text), 'Kept here.')
  assert.equal((await save('ada', page, 'x', { writers: 'people', people: '@cleo-marsh, @dov-adler' })).status, 200)
  assert.match((await ben.get(`${page}/edit`)).text, /value="@cleo-marsh @dov-adler"/)
})

test('a moderator opens a page for others whose owner alone writes it, and leaves its words', async () => {
  const page = await start('ben', 'Mine', { writers: 'owner' })
  assert.equal((await save('ada', page, 'Other words.', { title: 'Mine' })).status, 403)
  assert.match((await ada.get(page)).text, /\/edit">Who may write it</)
  const open = await ada.post(page, { title: 'Mine', source: 'As it began.', writers: 'members' })
  assert.equal(open.status, 303)
  assert.equal((await cleo.json(page)).json.page.version, 1)
  assert.equal((await save('cleo', page, 'Cleo goes on.', { title: 'Mine' })).status, 200)
})

test('a save on an older version is not written over: both texts stand side by side, and one is saved knowingly', async () => {
  const page = await start('ben', 'How we meet')
  const version = versionOf((await cleo.get(`${page}/edit`)).text)
  await save('ben', page, 'Ben was quicker.')
  const sent = { title: 'How we meet', source: 'Cleo wrote this.', version }
  const refused = await cleo.post(page, sent)
  assert.equal(refused.status, 409)
  assert.equal(textIn(refused.text), 'Cleo wrote this.')
  assert.match(refused.text, /Saved in the meantime<\/p><div class="now">Ben was quicker\./)
  assert.equal((await ben.json(page)).json.page.source, 'Ben was quicker.')
  assert.equal((await cleo.post(page, { ...sent, version: versionOf(refused.text) })).status, 303)
  const { versions } = (await ben.json(`${page}/versions`)).json
  assert.deepEqual(
    versions.map(({ by }: { by: { name: string } }) => by.name),
    ['Cleo Marsh', 'Ben Reyes', 'Ben Reyes'],
  )
})

test('two who save in one second: one is told, and nothing is lost', async () => {
  const page = await start('ben', 'How we meet')
  const version = versionOf((await ben.get(`${page}/edit`)).text)
  const both = await Promise.all(
    [ben, cleo].map((who, i) => who.post(page, { title: 'How we meet', source: `Text ${i}`, version })),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [303, 409])
  for (const [i, { status, text }] of both.entries()) if (status === 409) assert.equal(textIn(text), `Text ${i}`)
})

test('versions of a page are compared and brought back, and its writers are notified, once for a series of saves by one person', async () => {
  const page = await start('ben', 'How we meet')
  const before = await told('ben')
  await save('cleo', page, 'As it began. And on.')
  await save('cleo', page, 'As it began. And on and on.')
  assert.deepEqual((await told('ben')).slice(before.length), ['Cleo Marsh'])
  assert.match((await site.as('dov').get(`${page}/versions/2`)).text, /As it began\.<ins> And on\.<\/ins>/)
  assert.equal((await ben.post(`${page}/versions/1/return`)).status, 303)
  assert.equal((await cleo.json(page)).json.page.source, 'As it began.')
  assert.match((await cleo.get('/inbox')).text, /Ben Reyes saved a version of “How we meet”/)
})

test('a new version is mailed with what is said below the page', async () => {
  const page = await start('ben', 'A mailed page')
  await save('cleo', page, 'Said anew.', { title: 'A mailed page' })
  const { discussion } = (await cleo.json(page)).json
  await cleo.send(`${discussion.address}/posts`, { source: 'Is that **better**?' })
  await runJobs(site, 'notify-of-activity')
  await site.database.db.write.updateTable('notice').set({ mailed_at: null }).execute()
  assert.ok((await runJobs(site, 'gather-replies')) > 0)
  const look = await site.look()
  const mails = await look.db.selectFrom('mail').select('id').where('kind', '=', 'reply').execute()
  const kinds = mailKinds(app.rooms.flatMap((room) => room.mails ?? []))
  const shown = await Promise.all(mails.map(({ id }) => showMail(look, kinds, id, 'live')))
  const words = shown.map((one) => (one && 'words' in one && one.words && 'text' in one.words ? one.words.text : ''))
  const text = words.find((one) => one.includes('A mailed page')) ?? ''
  assert.match(text, /Cleo Marsh saved a version of “A mailed page”.*Is that better\?/s)
})

test('an open page is told who saved a version, and what it says now', async () => {
  const page = await start('ben', 'How we meet')
  const { id, version } = (await ben.json(page)).json.page
  await save('cleo', page, 'Said **anew**.')
  const look = await site.look()
  assert.deepEqual([...(await writtenLive.viewerClassesOf(look, await site.actor('cleo'), [id])).keys()], [id])
  assert.equal((await writtenLive.viewerClassesOf(look, await site.actor('eve'), [id])).size, 0)
  const news = await writtenLive.changes(look, id, 'reader', 'en', String(version))
  assert.equal(news.version, '2')
  assert.match(news.changes[0]?.html ?? '', /<strong>anew<\/strong>/)
  assert.equal(news.changes[1]?.announce, 'Cleo Marsh saved a version')
  assert.deepEqual((await writtenLive.changes(look, id, 'reader', 'en', '2')).changes, [])
})

test('a page is made of chosen posts, each with its writer’s name and the way to it, and outlives its discussion', async () => {
  const thread = await startThread(site, 'ada', 'What works?', 'Tell.\n\nPlease.')
  const kept = await writePost(site, 'cleo', thread, 'I wait.')
  await writePost(site, 'ben', thread, 'Left out.')
  const talk = `/c/${site.cast.community.slug}/discussions/${shortId(thread.id)}`
  assert.match((await ben.get(talk)).text, new RegExp(`href="[^"]*${shortId(thread.id)}/quoting/page"`))
  const choose = await ben.get(`${talk}/quoting/page`)
  for (const words of ['Tell. Please.', 'I wait.', 'Left out.']) assert.ok(choose.text.includes(words), words)
  const form = await ben.get(`${root}/new?thread=${shortId(thread.id)}&post=${shortId(kept)}`)
  assert.match(textIn(form.text) ?? '', /^&gt; I wait\.\n&gt;\n&gt; — \[Cleo Marsh\]\(\/c\/[^)]*#post-[\w-]{22}\)$/)
  const source = (textIn(form.text) ?? '').replaceAll('&gt;', '>')
  const page = await start('ben', 'What works', { source })
  const read = (await cleo.get(page)).text
  assert.match(
    read,
    new RegExp(`<blockquote[^>]*>.*<a [^>]*href="[^"]*#post-${shortId(kept)}"[^>]*>Cleo Marsh</a>`, 's'),
  )
  const { posts } = (await ada.json(talk)).json.thread
  for (const post of posts) await ada.send(`${talk}/posts/${shortId(post.id)}/removal`, { why: 'Done.' })
  await ben.post(`${page}/removal`)
  assert.equal((await cleo.get(page)).status, 404)
  assert.equal((await ben.post(`${page}/return`)).status, 303)
  assert.equal((await cleo.json(page)).json.page.source, source)
})

test('its discussion goes and comes back with it, and only its owner and moderators take it away', async () => {
  const page = await start('ben', 'How we meet')
  const { discussion } = (await cleo.json(page)).json
  await cleo.send(`${discussion.address}/posts`, { source: 'What about Fridays?' })
  assert.match((await ben.get(`/c/${site.cast.community.slug}/discussions`)).text, /On a working page/)
  for (const act of ['removal', 'return']) assert.notEqual((await cleo.send(`${page}/${act}`)).status, 200)
  assert.equal((await ada.send(`${page}/removal`)).status, 200)
  for (const gone of [page, discussion.address]) assert.equal((await cleo.get(gone)).status, 404)
  assert.doesNotMatch((await ben.get(root)).text, new RegExp(page))
  assert.equal((await ben.send(`${page}/return`)).status, 200)
  assert.match((await cleo.get(page)).text, /What about Fridays\?/)
})

test('bad input is told in a sentence, and what was typed is still there', async () => {
  const page = await start('ben', 'How we meet')
  const refused = async (fields: Record<string, string>, status: number, says: RegExp) => {
    const answer = await ben.post(page, { title: 'How we meet', source: 'Typed.', ...fields })
    assert.equal(answer.status, status)
    assert.match(answer.text, says)
    return answer
  }
  assert.equal(textIn((await refused({ title: ' \t ' }, 422, /Please fill this in/)).text), 'Typed.')
  const long = 'x'.repeat(longestBody + 1)
  assert.equal(textIn((await refused({ source: long }, 422, /at most 65,536 characters/)).text), long)
  const huge = 'x'.repeat(2 << 20)
  assert.equal(textIn((await refused({ source: huge }, 422, /at most 65,536 characters/)).text), huge)
  for (let i = 0; i < 200; i++) await save('cleo', page, `Version ${i}`)
  const often = await cleo.post(page, { title: 'How we meet', source: 'Typed.' })
  assert.equal(often.status, 429)
  assert.equal(textIn(often.text), 'Typed.')
  const { version } = (await ben.json(page)).json.page
  assert.ok(version > 20 && version < 200, `${version} versions`)
})

test('the community’s page lists the latest', async () => {
  await start('ben', 'The newest page')
  assert.match((await cleo.get(`/c/${site.cast.community.slug}`)).text, /Working pages.*all pages.*The newest page/s)
})

test('what is said below a page leads back to the page, without script too', async () => {
  const { json } = await ben.send(root, { title: 'Said below', source: 'As it began.' })
  const page = await ben.get(json.address)
  const [, back = ''] = /name="back" value="([^"]*)"/.exec(page.text) ?? []
  assert.equal(back, json.address)
  const discussion = (await ben.json(json.address)).json.discussion
  const said = await ben.post(`${discussion.address}/posts`, { source: 'Because', back })
  assert.ok(String(said.headers.location).startsWith(`${json.address}?at=`), String(said.headers.location))
})
