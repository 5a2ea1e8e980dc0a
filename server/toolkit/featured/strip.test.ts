/**
 * The featured strip, and lists given on the page.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findCommunity } from '#server/communities/room.ts'
import { featuredResources } from '#server/toolkit/views.ts'
import { pressUndo } from '#tests/support/next-page.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { type Answer, openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const ada = site.as('ada')
const ben = site.as('ben')

const said = ({ status, json }: Answer) => [status, json.code]
const ids: string[] = []
for (let n = 1; n <= 7; n++)
  ids.push((await ada.send(root, { address: `https://example.org/${n}`, title: `No. ${n}` })).json.id)

async function strip(): Promise<string[]> {
  const [look, actor] = [await site.look(), await site.actor('ben')]
  return (await featuredResources(look, actor, await findCommunity(look, actor, 'first-line-leaders'))).map(
    ({ title }) => title,
  )
}

describe('the featured strip, once it is full', () => {
  test('asks which one the new one replaces, and puts it there', async () => {
    for (const id of ids.slice(0, 6)) await ada.send(`${root}/${id}/feature`)
    const asked = await ada.post(`${root}/${ids[6]}/feature`)
    assert.equal(asked.status, 409)
    assert.match(asked.text, /Which one does it replace\?/)
    assert.match(asked.text, /“No\. 7” takes the place you choose/)
    assert.equal(asked.text.match(/name="replace"/g)?.length, 6)
    assert.doesNotMatch(asked.text, /changed meanwhile/)
    assert.equal((await ada.post(`${root}/${ids[6]}/feature`, { replace: ids[2] as string })).status, 303)
    assert.deepEqual(await strip(), ['No. 1', 'No. 2', 'No. 7', 'No. 4', 'No. 5', 'No. 6'])
    for (const id of ids) await ada.send(`${root}/${id}/unfeature`)
  })

  test('takes a whole order, and refuses one of a strip that has changed meanwhile', async () => {
    const [a, b, c] = ids.slice(0, 3) as [string, string, string]
    for (const id of [a, b, c]) await ada.send(`${root}/${id}/feature`)
    assert.equal((await ada.post(`${root}/featured`, { was: `${a} ${b} ${c}`, order: `${c} ${a} ${b}` })).status, 303)
    assert.deepEqual(await strip(), ['No. 3', 'No. 1', 'No. 2'])
    const late = await ada.post(`${root}/featured`, { was: `${a} ${b} ${c}`, order: `${b} ${a} ${c}` })
    assert.equal(late.status, 409)
    assert.match(late.text, /Somebody else changed this list meanwhile/)
    assert.match(late.text, /<ol class="strip-kept">/)
    assert.deepEqual(said(await ada.send(`${root}/featured`, { was: [c, a, b], order: [c, a] })), [
      422,
      'input_invalid',
    ])
    assert.deepEqual(said(await ben.send(`${root}/featured`, { was: [c, a, b], order: [a, b, c] })), [403, 'forbidden'])
    assert.deepEqual(said(await site.as('eve').send(`${root}/featured`, { was: [], order: [] })), [404, 'not_found'])
    assert.deepEqual(await strip(), ['No. 3', 'No. 1', 'No. 2'])
  })

  test('gives back what was taken out, at its place, by a button beside the sentence', async () => {
    const out = await ada.post(`${root}/${ids[0]}/unfeature`)
    assert.equal(await pressUndo(ada, out), 'It is no longer featured. It is still in the Toolkit.')
    assert.deepEqual(await strip(), ['No. 3', 'No. 1', 'No. 2'])
    for (const id of ids) await ada.send(`${root}/${id}/unfeature`)
  })
})

describe('the featured strip', () => {
  test('takes six, in the order they came', async () => {
    for (const id of ids.slice(0, 6)) assert.equal((await ada.send(`${root}/${id}/feature`)).status, 200)
    assert.deepEqual(await strip(), ['No. 1', 'No. 2', 'No. 3', 'No. 4', 'No. 5', 'No. 6'])
    assert.deepEqual(said(await ada.send(`${root}/${ids[6]}/feature`)), [409, 'featured_full'])
    const { resource } = (await ben.json(`${root}/${ids[2]}`)).json
    assert.deepEqual(resource.featured, { place: 3, until: null })
  })

  test('is ordered by place', async () => {
    await ada.send(`${root}/${ids[5]}/feature`, { place: 1 })
    assert.equal((await ada.post(`${root}/${ids[0]}/feature`, { place: '6' })).status, 303)
    assert.deepEqual(await strip(), ['No. 6', 'No. 2', 'No. 3', 'No. 4', 'No. 5', 'No. 1'])
    assert.deepEqual(said(await ada.send(`${root}/${ids[0]}/feature`, { place: 9 })), [422, 'input_invalid'])
    assert.match((await ada.get(`${root}/featured`)).text, /6 of 6 places used/)
  })

  test('lets go of what is taken out, removed, over or no longer open', async () => {
    assert.equal((await ada.post(`${root}/${ids[1]}/unfeature`)).status, 303)
    assert.equal((await ada.send(`${root}/${ids[1]}/unfeature`)).status, 200)
    await ada.send(`${root}/${ids[2]}/removal`)
    await ada.send(`${root}/${ids[3]}`, { title: 'No. 4', address: 'https://example.org/4', status: 'draft' })
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    await ada.send(`${root}/${ids[4]}/feature`, { place: 1, until: tomorrow })
    assert.deepEqual(await strip(), ['No. 5', 'No. 6', 'No. 1'])
    await site.shiftClock('2 days')
    assert.deepEqual(await strip(), ['No. 6', 'No. 1'])
    await site.shiftClock('0')
    await ada.send(`${root}/${ids[2]}/return`)
    assert.deepEqual(await strip(), ['No. 5', 'No. 6', 'No. 1'])
  })

  test('takes nothing that members can’t see, and no day that is over', async () => {
    assert.deepEqual(said(await ada.send(`${root}/${ids[3]}/feature`)), [409, 'not_open'])
    assert.deepEqual(said(await ada.send(`${root}/${ids[6]}/feature`, { until: '2020-01-01T09:00' })), [
      422,
      'input_invalid',
    ])
    assert.deepEqual(said(await ada.send(`${root}/${ids[6]}/feature`, { until: 'soon' })), [422, 'input_invalid'])
  })

  test('is kept by editors alone', async () => {
    for (const act of ['feature', 'unfeature']) {
      assert.equal((await ben.send(`${root}/${ids[6]}/${act}`)).status, 403)
      assert.equal((await site.as('eve').send(`${root}/${ids[6]}/${act}`)).status, 404)
    }
    assert.equal((await ben.send(`${root}/${ids[3]}/feature`)).status, 404)
    assert.equal((await ben.get(`${root}/featured`)).status, 403)
  })
})

const list =
  '## Trust\n\n- [Listen](https://example.org/listen) - by Ada. First.\n- [Wait](https://example.org/wait)\n- [Old](https://example.org/1)\n- no link\n\n### Early\n- [Listen again](https://example.org/listen)\n'

describe('a list given on the page', () => {
  test('shows first what it would add, is then imported, and importing it again changes nothing', async () => {
    const given = await ada.post(`${root}/import`, { list })
    assert.equal(given.status, 303)
    const preview = String(given.headers.location)
    const page = await ada.get(preview)
    assert.ok(page.text.includes('Add 2 resources') && page.text.includes('There is no link in this bullet.'))
    assert.equal((await ben.json(`${root}?words=listen`)).json.total, 0)
    const token = new URL(preview, 'http://site').searchParams.get('token') as string
    const done = await ada.post(`${root}/import`, { token })
    assert.equal(done.headers.location, root)
    const { json } = await ben.json(`${root}?words=listen`)
    assert.deepEqual([json.total, json.resources[0].authors, json.resources[0].topics.length], [1, 'Ada', 2])
    assert.ok((await ada.get(preview)).text.includes('Everything in it is here already.'))
    const again = await ada.send(`${root}/import`, { list, sure: true })
    assert.deepEqual(
      [again.json.isDone, again.json.counts.added, again.json.counts.alreadyHere, again.json.counts.newTopics],
      [true, 0, 3, 0],
    )
  })

  test('leaves existing resources and their topics as they are', async () => {
    const before = (await ada.json(`${root}/${ids[0]}`)).json.resource
    await ada.send(`${root}/import`, { list: '## Elsewhere\n- [Another title](https://example.org/1)', sure: true })
    assert.deepEqual((await ada.json(`${root}/${ids[0]}`)).json.resource, before)
    assert.ok(
      !(await ada.json(`${root}/topics`)).json.topics.some(({ name }: { name: string }) => name === 'Elsewhere'),
    )
  })

  test('comes as a file too, called by its name', async () => {
    const answer = await sendFiles(
      site,
      'ada',
      `${root}/import`,
      {},
      { file: { name: 'quick-wins.md', bytes: '- [Smile](https://example.org/smile)' } },
    )
    const { token, counts } = JSON.parse(answer.text)
    assert.deepEqual([answer.status, counts.added, counts.newTopics], [200, 1, 1])
    await ada.send(`${root}/import`, { token })
    assert.equal((await ben.json(`${root}?topic=quick-wins`)).json.total, 1)
  })

  test('that is no list, too long, active, binary or lost is refused with a sentence', async () => {
    assert.deepEqual(said(await ada.send(`${root}/import`, {})), [422, 'input_invalid'])
    assert.deepEqual(said(await ada.send(`${root}/import`, { token: 'forged' })), [422, 'input_invalid'])
    const files: [string, string | Uint8Array, string][] = [
      ['list.html', '<html>- [a](https://example.org/a)', 'file_active'],
      ['list.md', Buffer.from([0, 1, 2, 3]), 'input_invalid'],
      ['list.md', '', 'input_invalid'],
      ['list.md', 'x'.repeat(1_000_001), 'input_invalid'],
    ]
    for (const [name, bytes, code] of files) {
      const answer = await sendFiles(site, 'ada', `${root}/import`, {}, { file: { name, bytes } })
      assert.deepEqual([answer.status, JSON.parse(answer.text).code], [422, code], answer.text)
    }
    assert.ok((await ada.get(`${root}/import?token=forged`)).text.includes('That list is no longer stored.'))
    const empty = (await ada.send(`${root}/import`, { list: 'No bullets here.' })).json
    assert.ok((await ada.get(`${root}/import?token=${empty.token}`)).text.includes('No links found'))
  })

  test('is open to its uploader alone, and only in that community', async () => {
    const { token } = (await ada.send(`${root}/import`, { list })).json
    const owner = await site.as('owen').send(`${root}/import`, { token })
    assert.deepEqual(said(owner), [422, 'input_invalid'])
    assert.equal((await ben.send(`${root}/import`, { list })).status, 403)
    assert.equal((await ben.get(`${root}/import`)).status, 403)
    assert.equal((await site.as('eve').send(`${root}/import`, { list, sure: true })).status, 404)
    assert.equal((await site.as('visitor').send(`${root}/import`, { list, sure: true })).status, 401)
  })
})
