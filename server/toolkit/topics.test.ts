/**
 * Keeping topics: two levels, an order, and an end that loses nothing.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pressUndo } from '#tests/support/next-page.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const ada = site.as('ada')
const ben = site.as('ben')

interface Topic {
  id: string
  name: string
  slug: string
  parentId: string | null
  count: number
}
const listed = async (): Promise<Topic[]> => (await ada.json(`${root}/topics`)).json.topics
const names = async () => (await listed()).map(({ name, parentId }) => (parentId ? `· ${name}` : name))
const byName = async (name: string): Promise<Topic> => (await listed()).find((one) => one.name === name) as Topic

async function added(name: string, parent?: string): Promise<string> {
  const answer = await ada.send(`${root}/topics`, { name, parent })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id
}

const culture = await added('Culture')
const codes = await added('Codes', culture)
const meetings = await added('Meetings')
const resource = (await ada.send(root, { address: 'https://example.org/code', topics: [codes] })).json
const both = (await ada.send(root, { address: 'https://example.org/both', topics: [codes, meetings] })).json

describe('topics beside each other', () => {
  test('take a whole order, their sub-topics with them; one of a list that has changed is refused', async () => {
    const made = []
    for (const name of ['Order A', 'Order B', 'Order C'])
      made.push((await ada.send(`${root}/topics`, { name })).json.id)
    const sub = (await ada.send(`${root}/topics`, { name: 'Order B 1', parent: made[1] })).json.id
    const now = async () =>
      (await ada.json(`${root}/topics`)).json.topics.filter((one: { parentId: string | null }) => !one.parentId)
    const was = (await now()).map(({ id }: { id: string }) => id)
    const order = was.toReversed()
    assert.equal((await ada.send(`${root}/topics/order`, { was, order })).status, 200)
    assert.deepEqual(
      (await now()).map(({ id }: { id: string }) => id),
      order,
    )
    assert.equal((await ada.send(`${root}/topics/order`, { was, order: was })).json.code, 'order_changed')
    assert.equal((await ada.send(`${root}/topics/order`, { was: [sub], order: [sub] })).status, 200)
    await ada.send(`${root}/topics/order`, { was: order, order: was })
    for (const id of made) await ada.send(`${root}/topics/${id}/removal`)
  })
})

describe('topics', () => {
  test('stand in order, sub-topics below theirs, counted with what is in them', async () => {
    assert.deepEqual(await names(), ['Culture', '· Codes', 'Meetings'])
    assert.deepEqual(
      (await listed()).map(({ count }) => count),
      [2, 2, 1],
    )
    const page = (await ada.get(`${root}/topics`)).text
    assert.match(page, /Culture/)
    assert.match(page, /aria-label="Remove “Codes”"/)
  })

  test('move among their siblings', async () => {
    assert.equal((await ada.post(`${root}/topics/${meetings}/place`, { to: 'up' })).status, 303)
    assert.deepEqual(await names(), ['Meetings', 'Culture', '· Codes'])
    await ada.send(`${root}/topics/${meetings}/place`, { to: 'up' })
    await ada.send(`${root}/topics/${meetings}/place`, { to: 2 })
    assert.deepEqual(await names(), ['Culture', '· Codes', 'Meetings'])
    assert.equal((await ada.send(`${root}/topics/${meetings}/place`, { to: 'sideways' })).status, 422)
  })

  test('take another name, with an address of that name', async () => {
    const answer = await ada.send(`${root}/topics/${meetings}`, { name: 'Gatherings' }, 'PUT')
    assert.equal(answer.status, 200, answer.text)
    assert.equal((await byName('Gatherings')).slug, 'gatherings')
    assert.equal((await ben.json(`${root}?topic=gatherings`)).json.total, 1)
    assert.equal((await ben.json(`${root}?topic=meetings`)).status, 404)
    await ada.send(`${root}/topics/${meetings}`, { name: 'Meetings' })
  })

  test('move under another, and to the top', async () => {
    await ada.send(`${root}/topics/${meetings}`, { name: 'Meetings', parent: culture })
    assert.deepEqual(await names(), ['Culture', '· Codes', '· Meetings'])
    await ada.send(`${root}/topics/${meetings}`, { name: 'Meetings', parent: '' })
    assert.deepEqual(await names(), ['Culture', '· Codes', 'Meetings'])
  })

  test('have no third level, and no two of one name beside each other', async () => {
    const said = async (path: string, body: object) => {
      const { status, json } = await ada.send(path, body)
      return [status, json.code]
    }
    assert.deepEqual(await said(`${root}/topics`, { name: 'Deeper', parent: codes }), [409, 'topic_too_deep'])
    assert.deepEqual(await said(`${root}/topics/${culture}`, { name: 'Culture', parent: meetings }), [
      409,
      'topic_too_deep',
    ])
    assert.deepEqual(await said(`${root}/topics/${culture}`, { name: 'Culture', parent: culture }), [
      409,
      'topic_too_deep',
    ])
    assert.deepEqual(await said(`${root}/topics`, { name: ' CULTURE ' }), [409, 'topic_taken'])
    assert.deepEqual(await said(`${root}/topics/${meetings}`, { name: 'culture' }), [409, 'topic_taken'])
    assert.deepEqual(await said(`${root}/topics`, { name: ' ' }), [422, 'input_invalid'])
    assert.deepEqual(await said(`${root}/topics`, { name: 'x'.repeat(121) }), [422, 'input_invalid'])
    assert.deepEqual(await said(`${root}/topics`, { name: 'Lost', parent: resource.id }), [422, 'input_invalid'])
    const form = await ada.post(`${root}/topics`, { name: 'culture' })
    assert.equal(form.status, 409)
    assert.ok(form.text.includes('There is a topic of that name already.') && form.text.includes('value="culture"'))
  })

  test('may have one name under two others, each with an address of its own', async () => {
    const sub = await added('Codes', meetings)
    assert.deepEqual(
      (await listed()).filter(({ name }) => name === 'Codes').map(({ slug }) => slug),
      ['codes', 'meetings-codes'],
    )
    await ada.send(`${root}/topics/${sub}/removal`)
  })

  test('are removed without what is filed there, which becomes unsorted, and come back whole', async () => {
    const answer = await ada.post(`${root}/topics/${culture}/removal`)
    assert.equal(answer.status, 303)
    assert.deepEqual(await names(), ['Meetings'])
    assert.deepEqual(
      (await ben.json(`${root}?topic=none`)).json.resources.map(({ id }: { id: string }) => id),
      [resource.id],
    )
    assert.equal((await ben.json(`${root}/${both.id}`)).json.resource.topics.length, 1)
    assert.equal(await pressUndo(ada, answer), '“Culture” is removed. 1 resource is unsorted now.')
    assert.deepEqual(await names(), ['Culture', '· Codes', 'Meetings'])
    assert.deepEqual(
      (await listed()).map(({ count }) => count),
      [2, 2, 1],
    )
    assert.equal((await ada.send(`${root}/topics/${culture}/return`)).status, 404)
  })

  test('stay away where their name was given again meanwhile', async () => {
    const first = await added('Once')
    await ada.send(`${root}/topics/${first}/removal`)
    await added('Once')
    const answer = await ada.send(`${root}/topics/${first}/return`)
    assert.deepEqual([answer.status, answer.json.code], [409, 'topic_taken'])
  })

  test('what a change files anew keeps its place under a removed topic', async () => {
    const brief = await added('Brief')
    const one = (await ada.send(root, { address: 'https://example.org/brief', topics: [brief] })).json
    await ada.send(`${root}/topics/${brief}/removal`)
    await ada.send(`${root}/${one.id}`, { title: 'Brief', address: 'https://example.org/brief', topics: [meetings] })
    await ada.send(`${root}/topics/${brief}/return`)
    const { resource: changed } = (await ada.json(`${root}/${one.id}`)).json
    assert.deepEqual(
      changed.topics.map(({ name }: { name: string }) => name),
      ['Meetings', 'Brief'],
    )
  })

  test('are kept by editors alone', async () => {
    const acts: [string, object][] = [
      [`${root}/topics`, { name: 'Mine' }],
      [`${root}/topics/${culture}`, { name: 'Mine' }],
      [`${root}/topics/${culture}/place`, { to: 'down' }],
      [`${root}/topics/${culture}/removal`, {}],
      [`${root}/topics/${culture}/return`, {}],
    ]
    for (const [path, body] of acts) {
      assert.equal((await ben.send(path, body)).status, 403, path)
      assert.equal((await site.as('eve').send(path, body)).status, 404, path)
      assert.equal((await site.as('visitor').send(path, body)).status, 401, path)
      assert.equal(
        (await site.as('eve').send(path.replace('first-line-leaders', 'elsewhere'), body)).status,
        path.endsWith('/topics') ? 201 : 404,
        path,
      )
    }
    assert.equal((await ben.get(`${root}/topics`)).status, 403)
    assert.equal((await ben.get(`${root}/topics/${culture}`)).status, 403)
    assert.equal((await ada.get(`${root}/topics/${culture}`)).status, 200)
    assert.equal((await ada.get(`${root}/topics/${resource.id}`)).status, 404)
  })
})
