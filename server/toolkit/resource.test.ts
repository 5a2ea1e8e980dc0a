/**
 * A resource's life: added with one thing, changed, taken out and brought back, opened and ended in time.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { type Answer, openSite } from '#tests/support/site.ts'

const site = await openSite()
const root = '/c/first-line-leaders/toolkit'
const ada = site.as('ada')
const ben = site.as('ben')

async function added(
  body: Record<string, unknown>,
): Promise<{ id: string; kind: string; title: string; location: string }> {
  const answer = await ada.send(root, body)
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}
const show = async (id: string, who: 'ada' | 'ben' = 'ada') => (await site.as(who).json(`${root}/${id}`)).json
const activities = async (id: string) =>
  (
    await site.database.db.write
      .selectFrom('activity')
      .select(['verb', 'actor_id'])
      .where('object_id', '=', id)
      .orderBy('at')
      .orderBy('id')
      .execute()
  ).map(({ verb }) => verb)
const refused = (answer: Answer, status: number, code: string, field?: string) => {
  assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text)
  if (field) assert.ok(answer.json.fields[field], `a sentence for ${field}: ${answer.text}`)
}

describe('adding asks for one thing', () => {
  test('an address: title and kind are told from it', async () => {
    const link = await added({ address: 'hbr.org/2017/06/changing-company-culture' })
    assert.deepEqual([link.kind, link.title], ['link', 'Changing company culture'])
    const { resource } = await show(link.id, 'ben')
    assert.equal(resource.address, 'https://hbr.org/2017/06/changing-company-culture')
    assert.equal(resource.state, 'open')
    assert.equal((await added({ address: 'https://youtu.be/uUPH7-4IwSs' })).kind, 'video')
  })

  test('a text: its heading is its title, and it is rendered', async () => {
    const article = await added({ source: '# How we *meet*\n\nEvery **Monday**.\n\n<script>alert(1)</script>' })
    assert.deepEqual([article.kind, article.title], ['article', 'How we meet'])
    const { resource } = await show(article.id, 'ben')
    assert.match(resource.html, /<strong>Monday<\/strong>/)
    assert.doesNotMatch(resource.html, /<script|How we/)
    const page = await ben.get(`${root}/${article.id}`)
    assert.match(page.text, /<h1 >How we meet<\/h1>/)
    assert.match(page.text, /class="prose reading"/)
  })

  test('everything else can be said at once', async () => {
    const topic = (await ada.send(`${root}/topics`, { name: 'Meetings' })).json
    const sponsor = site.cast.people.cleo.id
    const one = await added({
      source: 'Bring one question.',
      title: 'Agenda',
      kind: 'template',
      summary: 'For half an hour.',
      topics: [topic.id],
      newTopic: 'One-on-ones',
      authors: 'Ada Lindqvist',
      sponsor,
      language: 'de',
      licence: 'CC BY 4.0',
      howToUse: 'Print it, **then** talk.',
      prompt: 'How did it go?',
      reviewBy: '2027-03-01',
      owner: site.cast.people.ada.id,
    })
    const { resource, discussion } = await show(one.id)
    assert.equal(resource.kind, 'template')
    assert.deepEqual(
      resource.topics.map(({ name }: { name: string }) => name),
      ['Meetings', 'One-on-ones'],
    )
    assert.equal(resource.sponsor.name, 'Cleo Marsh')
    assert.match(resource.howToUse, /<strong>then<\/strong>/)
    assert.deepEqual([resource.language, resource.licence, resource.reviewBy], ['de', 'CC BY 4.0', '2027-03-01'])
    assert.equal(discussion.prompt, 'How did it go?')
    const page = (await ben.get(`${root}/${one.id}`)).text
    assert.match(page, /How to use it/)
    assert.match(page, /On behalf of/)
    assert.doesNotMatch(page, /Review by/)
    assert.equal((await added({ source: 'Again.', newTopic: 'one-on-ONES' })).title, 'Again')
    assert.equal(
      (await ada.json(`${root}/topics`)).json.topics.filter(({ name }: { name: string }) => /one-on-ones/i.test(name))
        .length,
      1,
    )
  })

  test('a form leads to what was added, and says so', async () => {
    const answer = await ada.post(root, { way: 'link', address: 'https://example.org/from-a-form', once: 'k1' })
    assert.equal(answer.status, 303)
    const again = await ada.post(root, { way: 'link', address: 'https://example.org/from-a-form', once: 'k1' })
    assert.equal(again.headers.location, answer.headers.location)
    const page = await ben.get(String(answer.headers.location))
    assert.match(page.text, /href="https:\/\/example\.org\/from-a-form" rel="noopener noreferrer"/)
  })

  test('is recorded as added, once it is open', async () => {
    const one = await added({ source: 'News.', title: 'News' })
    assert.deepEqual(await activities(one.id), ['resource.added'])
  })
})

describe('what is refused', () => {
  test('nothing, or two things at once', async () => {
    refused(await ada.send(root, {}), 422, 'nothing_to_add')
    refused(await ada.send(root, { title: 'Only a title' }), 422, 'nothing_to_add')
    refused(await ada.send(root, { address: 'https://example.org/a', source: 'and a text' }), 422, 'nothing_to_add')
  })

  test('an address that is none, and one that is there already', async () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.org',
      'not an address',
      'https://me:secret@example.org/',
    ]) {
      refused(await ada.send(root, { address }), 422, 'input_invalid', 'address')
    }
    await added({ address: 'https://example.org/once' })
    const twice = await ada.send(root, { address: 'HTTPS://EXAMPLE.org/once', title: 'Twice' })
    refused(twice, 422, 'input_invalid', 'address')
    assert.match(twice.json.fields.address, /example\.org/)
  })

  test('two who add the same address at once: one does, one is told', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ada.send(root, { address: 'https://example.org/race' })))
    const done = answers.filter(({ status }) => status === 201)
    assert.equal(done.length, 1)
    for (const { status, json } of answers)
      assert.ok(status === 201 || json.code === 'address_taken' || json.fields?.address, `${status}`)
  })

  test('what is too long, no date, no moment, no kind, or somebody unknown', async () => {
    const base = { address: 'https://example.org/refused' }
    const wrong: Record<string, unknown> = {
      title: 'x'.repeat(301),
      summary: 'x'.repeat(2001),
      publishFrom: 'tomorrow',
      reviewBy: '2027-02-30',
      kind: 'sculpture',
      language: '<script>',
      discussion: 'maybe',
      sponsor: site.cast.people.eve.id,
      topics: [site.cast.people.ada.id],
    }
    for (const [field, value] of Object.entries(wrong))
      refused(await ada.send(root, { ...base, [field]: value }), 422, 'input_invalid', field)
    refused(
      await ada.send(root, { ...base, publishFrom: '2027-03-02T09:00', publishUntil: '2027-03-01T09:00' }),
      422,
      'input_invalid',
      'publishUntil',
    )
    refused(
      await ada.send(root, { ...base, file: { id: site.cast.people.ada.id, name: 'x.pdf', bytes: 1, sha256: '' } }),
      422,
      'input_invalid',
      'file',
    )
    assert.equal((await ada.json(`${root}?words=refused`)).json.total, 0)
  })

  test('64 KB of nasty Markdown is rendered or cut, one more is too long', async () => {
    const one = await added({ title: 'Nasty', source: '*a '.repeat(21_845) })
    assert.ok((await show(one.id)).resource.html.length > 0)
    refused(await ada.send(root, { title: 'Nasty', source: 'x'.repeat(65_537) }), 422, 'input_invalid', 'source')
  })

  test('a refused form comes back with what was typed', async () => {
    const answer = await ada.post(root, {
      way: 'link',
      address: 'javascript:alert(1)',
      title: 'Typed "title"',
      licence: 'Typed licence',
    })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /value="javascript:alert\(1\)"/)
    assert.match(answer.text, /Typed &quot;title&quot;/)
    assert.match(answer.text, /value="Typed licence"/)
    assert.match(answer.text, /This is not a web address/)
  })

  test('members, strangers and visitors, and nothing is written', async () => {
    const before = (await ada.json(root)).json.holdings.total
    assert.equal((await ben.send(root, { address: 'https://example.org/ben' })).status, 403)
    assert.equal((await site.as('eve').send(root, { address: 'https://example.org/eve' })).status, 404)
    assert.equal((await site.as('visitor').send(root, { address: 'https://example.org/nobody' })).status, 401)
    assert.equal((await ben.get(`${root}/new`)).status, 403)
    assert.equal((await ada.json(`${root}/new`)).status, 406)
    assert.equal((await ada.json(root)).json.holdings.total, before)
  })
})

describe('changing', () => {
  test('says all of it again, and its discussion and address follow', async () => {
    const one = await added({ source: '# First\n\nText.', prompt: 'First?' })
    const edit = await ada.get(`${root}/${one.id}/edit`)
    assert.match(edit.text, /value="First\?"/)
    const answer = await ada.send(
      `${root}/${one.id}`,
      { title: 'Second', source: 'Text *two*.', prompt: 'Second?' },
      'PUT',
    )
    assert.equal(answer.status, 200, answer.text)
    assert.match(answer.json.location, /\/second-/)
    const { resource, discussion } = await show(one.id, 'ben')
    assert.deepEqual([resource.title, discussion.title, discussion.prompt], ['Second', 'Second', 'Second?'])
    assert.match(resource.html, /<em>two<\/em>/)
    assert.deepEqual(await activities(one.id), ['resource.added', 'resource.changed'])
  })

  test('without a discussion there is none; with it again, what was said is back', async () => {
    const one = await added({ source: 'Talk about it.', title: 'Talk' })
    const { discussion } = await show(one.id)
    await ben.send(`/c/first-line-leaders/discussions/${discussion.id}/posts`, { source: 'Marmalade' })
    const form = { title: 'Talk', source: 'Talk about it.' }
    await ada.send(`${root}/${one.id}`, { ...form, discussion: 'off' })
    assert.equal((await show(one.id, 'ben')).discussion, null)
    assert.equal((await ben.get(`/c/first-line-leaders/discussions/${discussion.id}`)).status, 404)
    await ada.send(`${root}/${one.id}`, form)
    assert.match((await ben.get(`${root}/${one.id}`)).text, /Marmalade/)
  })

  test('is for editors; a refused form comes back', async () => {
    const one = await added({ address: 'https://example.org/mine', title: 'Mine' })
    assert.equal(
      (await ben.send(`${root}/${one.id}`, { title: 'Stolen', address: 'https://example.org/mine' })).status,
      403,
    )
    assert.equal((await ben.get(`${root}/${one.id}/edit`)).status, 403)
    assert.equal((await site.as('eve').send(`${root}/${one.id}`, {})).status, 404)
    assert.equal(
      (await site.as('eve').send(`/c/elsewhere/toolkit/${one.id}`, { title: 'x', address: 'https://example.org/x' }))
        .status,
      404,
    )
    const back = await ada.post(`${root}/${shortId(one.id)}`, { title: 'Still typed', address: 'nonsense' })
    assert.equal(back.status, 422)
    assert.ok(back.text.includes('value="Still typed"'))
    assert.equal((await show(one.id)).resource.title, 'Mine')
  })
})

describe('taking out', () => {
  test('it is nowhere, and can come back with its discussion', async () => {
    const one = await added({ address: 'https://example.org/gone', title: 'Marmalade gone' })
    const { discussion } = await show(one.id)
    const answer = await ada.post(`${root}/${one.id}/removal`)
    assert.equal(answer.headers.location, `${root}?removed=${one.id}`)
    assert.match((await ada.get(String(answer.headers.location))).text, /“Marmalade gone” is removed from the Toolkit/)
    assert.doesNotMatch((await ben.get(String(answer.headers.location))).text, /Marmalade/)
    for (const who of ['ada', 'ben'] as const) assert.equal((await site.as(who).get(`${root}/${one.id}`)).status, 404)
    assert.equal((await ben.get(`/c/first-line-leaders/discussions/${discussion.id}`)).status, 404)
    assert.equal((await ada.json(`${root}?words=marmalade+gone`)).json.total, 0)
    assert.equal((await ben.send(`${root}/${one.id}/return`)).status, 404)
    assert.equal((await ada.send(`${root}/${one.id}/return`)).status, 200)
    assert.equal((await show(one.id, 'ben')).discussion.id, discussion.id)
    assert.deepEqual(await activities(one.id), ['resource.added', 'resource.removed', 'resource.returned'])
    assert.equal((await ada.send(`${root}/${one.id}/return`)).status, 404)
  })

  test('it stays out where its address was added again', async () => {
    const one = await added({ address: 'https://example.org/again' })
    await ada.send(`${root}/${one.id}/removal`)
    await added({ address: 'https://example.org/again' })
    refused(await ada.send(`${root}/${one.id}/return`), 409, 'address_taken')
  })

  test('leaders take out any, content editors their own, members none', async () => {
    const hers = await added({ address: 'https://example.org/hers' })
    await site.database.db.write
      .insertInto('membership_role')
      .values({ community_id: site.cast.community.id, person_id: site.cast.people.cleo.id, role: 'content_editor' })
      .execute()
    const cleo = site.as('cleo')
    const own = (await cleo.send(root, { address: 'https://example.org/own' })).json
    assert.equal((await cleo.send(`${root}/${hers.id}/removal`)).status, 403)
    assert.equal((await ben.send(`${root}/${own.id}/removal`)).status, 403)
    assert.equal((await site.as('eve').send(`${root}/${own.id}/removal`)).status, 404)
    assert.equal((await cleo.send(`${root}/${own.id}/removal`)).status, 200)
    assert.equal((await ada.send(`${root}/${own.id}/return`)).status, 200)
  })
})

describe('in time', () => {
  test('a draft is told of when it is published, not before', async () => {
    const one = await added({ source: 'Soon.', title: 'Soon', status: 'draft' })
    assert.deepEqual(await activities(one.id), [])
    assert.equal((await ben.send(`${root}/${one.id}/removal`)).status, 404)
    await ada.send(`${root}/${one.id}`, { title: 'Soon', source: 'Soon.' })
    assert.deepEqual(await activities(one.id), ['resource.added', 'resource.changed'])
    assert.equal((await ben.json(root)).json.resources[0].title, 'Soon')
  })

  test('it opens and is over at its moments, on the reader’s clock, with its discussion', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16)
    const one = await added({ source: 'Later.', title: 'Later', publishFrom: day(2), publishUntil: day(4) })
    assert.equal((await show(one.id)).resource.state, 'planned')
    assert.equal((await ben.get(`${root}/${one.id}`)).status, 404)
    assert.deepEqual(
      (await waitingJobs(site, 'publish-resource')).filter(({ payload }) => payload.resourceId === one.id).length,
      2,
    )
    const counted = async (who: 'ada' | 'ben') => (await site.as(who).json(root)).json.holdings.total as number
    const [editors, members] = [await counted('ada'), await counted('ben')]
    await site.shiftClock('3 days')
    // The cached counts were valid until the day of publication, not longer.
    assert.deepEqual([await counted('ada'), await counted('ben')], [editors, members + 1])
    await runJobs(site, 'publish-resource')
    assert.deepEqual(await activities(one.id), ['resource.added'])
    assert.notEqual((await show(one.id, 'ben')).discussion, null)
    await ada.send(`${root}/${one.id}`, { title: 'Later', source: 'Later.', publishFrom: day(2), publishUntil: day(4) })
    await site.shiftClock('5 days')
    await runJobs(site, 'publish-resource')
    await runJobs(site, 'publish-resource')
    assert.equal((await ben.get(`${root}/${one.id}`)).status, 404)
    const over = await show(one.id)
    assert.deepEqual([over.resource.state, over.discussion], ['over', null])
    await site.shiftClock('0')
  })
})

describe('an archived community', () => {
  test('keeps its Toolkit, and takes nothing more', async () => {
    const one = await added({ address: 'https://example.org/kept' })
    const community = { id: site.cast.community.id }
    await site.database.db.write
      .updateTable('community')
      .set({ status: 'archived' })
      .where('id', '=', community.id)
      .execute()
    refused(await ada.send(root, { address: 'https://example.org/late' }), 409, 'community_archived')
    refused(
      await ada.send(`${root}/${one.id}`, { title: 'x', address: 'https://example.org/kept' }),
      409,
      'community_archived',
    )
    refused(await ada.send(`${root}/${one.id}/removal`), 409, 'community_archived')
    refused(await ada.send(`${root}/topics`, { name: 'Late' }), 409, 'community_archived')
    refused(
      await ada.send(`${root}/import`, { list: '- [a](https://example.org/z)', sure: true }),
      409,
      'community_archived',
    )
    assert.equal((await ben.get(`${root}/${one.id}`)).status, 200)
    await site.database.db.write
      .updateTable('community')
      .set({ status: 'active' })
      .where('id', '=', community.id)
      .execute()
  })
})
