/** An article's text has versions like every other, and a working page becomes one with all that it has. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = `/c/${site.cast.community.slug}`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')

/** A page of Ben's that Cleo wrote in and spoke about. */
async function pageOfBen(title: string) {
  const { id } = (await ben.send(`${root}/pages`, { title, source: 'Begun by Ben.' })).json
  const address = `${root}/pages/${shortId(id)}`
  await cleo.send(address, { title, source: 'Begun by Ben. And Cleo.' }, 'PUT')
  const { discussion } = (await ben.json(address)).json
  await cleo.send(`${discussion.address}/posts`, { source: 'Is it done?' })
  return { id, address, discussion: discussion.id, put: `${root}/toolkit/pages/${shortId(id)}` }
}

test('a page that is put into the Toolkit is the same entry, with its text, its versions and its discussion', async () => {
  const page = await pageOfBen('How we hand over')
  assert.match((await ada.get(page.address)).text, new RegExp(`href="${page.put}"`))
  assert.doesNotMatch((await ben.get(page.address)).text, new RegExp(page.put))
  assert.equal((await ben.send(page.put)).status, 403)
  assert.equal((await ada.get(page.put)).status, 200)
  const put = await ada.post(page.put, { summary: 'Tried in two teams.', newTopic: 'Handover' })
  assert.equal(put.status, 303)
  const article = String(put.headers.location)
  const { resource, discussion } = (await cleo.json(article)).json
  assert.deepEqual([resource.id, resource.kind, resource.title], [page.id, 'article', 'How we hand over'])
  assert.match(resource.html, /And Cleo/)
  assert.equal(discussion.id, page.discussion)
  assert.match((await cleo.get(article)).text, /Is it done\?.*Handover|Handover.*Is it done\?/s)
  assert.equal((await cleo.json(`${article}/versions`)).json.versions.length, 2)
  const former = await cleo.get(page.address)
  assert.deepEqual([former.status, former.headers.location], [303, article])
  assert.doesNotMatch((await cleo.get(`${root}/pages`)).text, /How we hand over/)
  assert.match((await cleo.get(`${root}/toolkit?words=hand+over`)).text, /Tried in two teams\./)
})

test('a page that was put into the Toolkit is written by editors alone, or stays open to its writers', async () => {
  const closed = await pageOfBen('For editors')
  await ada.send(closed.put)
  const open = await pageOfBen('For all')
  await ada.send(open.put, { staysOpen: true })
  const text = ({ id }: { id: string }) => `${root}/toolkit/${shortId(id)}/text`
  assert.equal((await ben.send(text(closed), { title: 'For editors', source: 'No.' }, 'PUT')).status, 403)
  assert.equal((await ada.send(text(closed), { title: 'For editors', source: 'Yes.' }, 'PUT')).status, 200)
  assert.match((await ben.get(`${root}/toolkit/${shortId(open.id)}`)).text, /\/text">Write</)
  assert.equal((await ben.get(text(open))).status, 200)
  assert.equal((await ben.send(text(open), { title: 'For all', source: 'Ben goes on.' }, 'PUT')).status, 200)
  assert.equal((await ben.send(text(open), { title: 'For all', source: 'x', writers: 'editors' }, 'PUT')).status, 403)
  assert.match((await cleo.get(`${root}/toolkit/${shortId(open.id)}`)).text, /Ben goes on\./)
})

test('an article keeps a version of each change, compares them, and brings one back', async () => {
  const { id, location } = (await ada.send(`${root}/toolkit`, { title: 'A guide', source: 'Ask first.' })).json
  await ada.send(`${root}/toolkit/${shortId(id)}`, { title: 'A guide', source: 'Ask twice.' }, 'PUT')
  await ada.send(`${root}/toolkit/${shortId(id)}`, { title: 'A guide', summary: 'Short.', source: 'Ask twice.' }, 'PUT')
  assert.equal((await ben.json(`${location}/versions`)).json.versions.length, 2)
  assert.match((await ben.get(`${location}/versions/2`)).text, /Ask <del>first<\/del><ins>twice<\/ins>\./)
  assert.equal((await ben.send(`${location}/versions/1/return`)).status, 403)
  assert.equal((await ada.send(`${location}/versions/1/return`)).status, 200)
  assert.match((await ben.get(location)).text, /Ask first\./)
})

test('a resource without a text has no versions', async () => {
  const { location } = (await ada.send(`${root}/toolkit`, { address: 'https://example.org/guide' })).json
  assert.equal((await ada.get(`${location}/versions`)).status, 404)
  assert.equal((await ada.get(`${location}/text`)).status, 404)
})
