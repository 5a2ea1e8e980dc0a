/** The notes of an event, its agenda, and the recap that becomes of them. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import { planOne, usualEvent } from '#tests/support/events.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const home = `/c/${site.cast.community.slug}`
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const beside = async (who: CastName, address: string) => (await site.as(who).json(address)).json.beside

beforeEach(forgetCounts)

test('every member who reads the event writes its notes, in versions; nobody else does', async () => {
  const { address } = await planOne(site, { title: 'Noted' })
  assert.match((await ben.get(address)).text, /href="[^"]*\/notes">Write notes/)
  assert.equal((await ben.post(`${address}/notes`, { source: 'We **decided** something.' })).status, 303)
  assert.match(
    (await cleo.get(address)).text,
    /We <strong>decided<\/strong> something\.[\s\S]*|Version 1, saved by Ben Reyes/,
  )
  assert.equal((await cleo.send(`${address}/notes`, { source: 'We decided two things.' }, 'PUT')).status, 200)
  const { notes } = await beside('ben', address)
  assert.deepEqual([notes.version, notes.savedBy.name], [2, 'Cleo Marsh'])
  assert.match((await ben.get(`${address}/notes/versions`)).text, /Version 2[\s\S]*Version 1/)
  assert.equal((await ben.post(`${address}/notes/versions/1/return`)).status, 303)
  assert.match((await beside('ben', address)).notes.html, /<strong>decided/)
  assert.equal((await site.as('eve').send(`${address}/notes`, { source: 'x' })).status, 404)
  assert.equal((await site.as('eve').get(`${address}/notes`)).status, 404)
  assert.match((await ben.get(`/search?q=decided`)).text, /Noted/)
})

test('two who begin the notes at once do not overwrite each other: the second is shown both', async () => {
  const { address } = await planOne(site, { title: 'Noted by two' })
  const versionIn = (text: string) => /name="version" value="([^"]*)"/.exec(text)?.[1] ?? ''
  const form = await ben.get(`${address}/notes`)
  const mine = await cleo.get(`${address}/notes`)
  await ben.post(`${address}/notes`, { source: 'Ben was first.', version: versionIn(form.text) })
  const late = await cleo.post(`${address}/notes`, { source: 'Cleo too.', version: versionIn(mine.text) })
  assert.equal(late.status, 409)
  assert.match(late.text, /Cleo too\.[\s\S]*Ben was first\.|Ben was first\.[\s\S]*Cleo too\./)
  assert.equal((await beside('ben', address)).notes.source, 'Ben was first.')
})

test('an editor makes an article of the notes, once, and event and article lead to each other', async () => {
  const { address } = await planOne(site, { title: 'With a [recap]' })
  const recap = { title: 'What we learned', summary: 'In short.' }
  assert.equal((await ben.post(`${address}/recap`, recap)).status, 403)
  assert.equal((await ada.send(`${address}/recap`, recap)).json.code, 'no_notes')
  await ben.post(`${address}/notes`, { source: 'Say it **on the same day**.' })
  assert.match((await ada.get(`${address}/recap`)).text, /All members can read it there[\s\S]*on the same day/)
  const put = await ada.post(`${address}/recap`, recap)
  assert.equal(put.status, 303, put.text)
  const article = (await ben.get(String(put.headers.location))).text
  assert.match(article, /What we learned[\s\S]*on the same day/)
  assert.ok(article.includes(`href="${address}"`) && article.includes('From the event “With a [recap]”'))
  assert.match((await ben.get(address)).text, /The recap is in the Toolkit: <a href="[^"]*">What we learned/)
  assert.equal((await ada.send(`${address}/recap`, recap)).json.code, 'recap_there')
  await ben.post(`${address}/notes`, { source: 'Later words.' })
  assert.match((await ben.get(String(put.headers.location))).text, /on the same day/)
})

test('a working page or a resource is its agenda, for those who may read that', async () => {
  const page = await created(ben.send(`${home}/pages`, { title: 'What we go through', source: '1. Welcome' }))
  const at = `https://guild.example${page.address}?from=mail`
  const { address } = await planOne(site, { title: 'With an agenda', agenda: at })
  assert.match((await cleo.get(address)).text, /Agenda[\s\S]*What we go through/)
  assert.match((await ada.get(`${address}/edit`)).text, /name="agenda"[^>]*value="[^"]*what-we-go-through/)
  for (const agenda of ['https://elsewhere.example/', `${home}/pages/none`, address]) {
    const refused = await ada.send(`${home}/events`, { ...usualEvent, agenda })
    assert.equal(refused.status, 422, agenda)
    assert.match(refused.text, /no working page or resource at this address/)
  }
  assert.equal((await ben.post(`${page.address}/removal`)).status, 303)
  assert.doesNotMatch((await cleo.get(address)).text, /What we go through/)
})
