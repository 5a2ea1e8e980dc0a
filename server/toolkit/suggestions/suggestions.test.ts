/** A member suggests something; an editor takes it in or says why not; the member's name stays on it. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { castNames } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}/toolkit`
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows
let n = 0

beforeEach(async () => {
  await query('delete from notice')
  await query("delete from entry where kind = 'resource'")
})

/** Ben suggests a page of an address of its own. */
async function suggested(words = {}) {
  const address = `https://example.org/persimmon/${++n}`
  const answer = await ben.send(`${root}/suggestions`, {
    address,
    title: 'The persimmon guide',
    summary: 'Ripe at last',
    ...words,
  })
  assert.equal(answer.status, 201, answer.text)
  return { id: answer.json.id as string, here: answer.json.location as string, address }
}

const inboxOf = async (who: 'ada' | 'ben' | 'cleo') => {
  await runJobs(site, 'notify-of-activity')
  const { notices } = (await site.as(who).json('/inbox')).json
  return notices.map(({ kind, title, address }: Record<string, string>) => ({ kind, title, address }))
}

test('a member finds the form, suggests a resource without script, and reads the state of the suggestion', async () => {
  assert.match((await ben.get(root)).text, /href="[^"]*toolkit\/suggest"/)
  const form = await ben.get(`${root}/suggest`)
  for (const field of ['address', 'title', 'summary']) assert.match(form.text, new RegExp(`name="${field}"`))
  const { here } = await suggested()
  const page = await ben.get(here)
  assert.match(page.text, /This waits for somebody who looks after the Toolkit/)
  assert.doesNotMatch(page.text, /acceptance/)
  assert.match((await ben.get(`${root}/suggestions`)).text, /The persimmon guide/)
})

test('until it is accepted nobody but its author and the editors sees anything of a suggestion', async () => {
  const { here } = await suggested()
  for (const who of castNames) {
    const sees = ['ada', 'ben', 'owen'].includes(who)
    assert.equal((await site.as(who).get(here)).status, sees ? 200 : 404, who)
    if (sees) continue
    for (const address of [root, `${root}?words=guide`, `/c/${community.slug}`, '/inbox'])
      assert.doesNotMatch((await site.as(who).get(address)).text, /persimmon|Ripe/, who)
  }
  assert.equal((await ben.json(root)).json.holdings.total, 0)
})

test('editors are notified, and accept a suggestion with one press; it is shown under the member’s name', async () => {
  const { here, id } = await suggested()
  assert.deepEqual(await inboxOf('ada'), [{ kind: 'resource_suggested', title: 'The persimmon guide', address: here }])
  assert.match((await ada.get(root)).text, /1 suggestion waits for an answer/)
  assert.doesNotMatch((await ben.get(root)).text, /suggestion waits/)
  assert.match((await ada.get(here)).text, /Ben Reyes suggests this for the Toolkit/)
  assert.equal((await ada.post(`${here}/acceptance`)).status, 303)
  assert.doesNotMatch((await ada.get(root)).text, /suggestion waits/)
  const seen = await cleo.json(here)
  assert.deepEqual([seen.json.resource.state, seen.json.resource.createdBy.name], ['open', 'Ben Reyes'])
  assert.match((await cleo.get(root)).text, /The persimmon guide/)
  assert.equal((await ada.json(here)).json.resource.owner.name, 'Ada Lindqvist', 'who took it in looks after it')
  assert.deepEqual(
    (await inboxOf('ben')).map(({ kind }: { kind: string }) => kind),
    ['suggestion_taken'],
  )
  const [{ actor_id }] = await query("select actor_id from activity where verb = 'resource.added' and object_id = $1", [
    id,
  ])
  assert.equal(actor_id, people.ben.id)
  for (const act of ['acceptance', 'thanks'])
    assert.deepEqual((await ada.send(`${here}/${act}`, { why: 'Late' })).json.code, 'not_waiting', act)
})

test('a suggestion declined with a reason is shown to its author alone, with the reason; its address is free again', async () => {
  const { here, address } = await suggested()
  assert.equal((await ada.send(`${here}/thanks`, { why: '  ' })).status, 422)
  assert.equal((await ada.send(`${here}/thanks`, { why: 'We have a newer one.' })).status, 200)
  assert.match((await ben.get(here)).text, /We have a newer one\./)
  assert.equal((await ada.get(here)).status, 404)
  assert.doesNotMatch((await ada.get(`${root}?show=closed`)).text, /persimmon/)
  assert.deepEqual(
    (await inboxOf('ben')).map(({ kind }: { kind: string }) => kind),
    ['suggestion_thanked'],
  )
  assert.equal((await ada.send(root, { address })).status, 201)
})

test('a wrong suggestion comes back with what was typed, and one that is in the Toolkit already is pointed out', async () => {
  const nothing = await ben.post(`${root}/suggestions`, { title: 'Only a title' })
  assert.equal(nothing.status, 422)
  assert.match(nothing.text, /value="Only a title"/)
  await ada.send(root, { address: 'https://example.org/here', title: 'Here already' })
  const again = await ben.send(`${root}/suggestions`, { address: 'https://example.org/here' })
  assert.match(again.text, /This is in the Toolkit already, as “Here already”/)
})

test('an address that somebody else suggested is pointed out, without anything of their suggestion', async () => {
  const { address } = await suggested()
  const again = await cleo.send(`${root}/suggestions`, { address })
  assert.equal(again.status, 422)
  assert.doesNotMatch(again.text, /persimmon guide/)
})

test('a suggested file is open to its author and to editors until it is accepted', async () => {
  const pdf = { file: { name: 'persimmon.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), type: 'application/pdf' } }
  const { location } = JSON.parse((await sendFiles(site, 'ben', `${root}/suggestions`, { title: 'A paper' }, pdf)).text)
  const { file } = (await ben.json(location)).json.resource
  const statuses = async () =>
    Promise.all(
      (['ada', 'ben', 'cleo', 'eve'] as const).map(async (who) => (await fetchFile(site, who, file.address)).status),
    )
  assert.deepEqual(await statuses(), [200, 200, 404, 404])
  await ada.send(`${location}/acceptance`)
  assert.deepEqual(await statuses(), [200, 200, 200, 404])
})

test('only editors answer; a guest and a stranger suggest nothing', async () => {
  const { here } = await suggested()
  for (const act of ['acceptance', 'thanks'])
    assert.deepEqual(
      [
        (await ben.send(`${here}/${act}`, { why: 'x' })).status,
        (await cleo.send(`${here}/${act}`, { why: 'x' })).status,
      ],
      [404, 404],
      act,
    )
  await query("insert into membership_role (community_id, person_id, role) values ($1, $2, 'guest')", [
    community.id,
    people.cleo.id,
  ])
  const words = { address: 'https://example.org/guest' }
  assert.equal((await cleo.send(`${root}/suggestions`, words)).status, 403)
  assert.equal((await site.as('eve').send(`${root}/suggestions`, words)).status, 404)
  await query('delete from membership_role where person_id = $1', [people.cleo.id])
})
