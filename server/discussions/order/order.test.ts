/** What moderators do to whole discussions: who may, what everybody sees then, who hears of it, and that it can be undone. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { type Client, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug } = site.cast.community
const root = `/c/${slug}/discussions`
const audit = `/c/${slug}/settings/audit`
const [ada, ben, cleo, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve')]

beforeEach(() => forgetCounts())

/** Does a page show this? Says only what is missing, not the page. */
function shows(page: { text: string }, what: RegExp): void {
  assert.ok(what.test(page.text), `the page does not show ${what}`)
}

interface Begun {
  readonly id: string
  readonly address: string
  readonly posts: readonly { readonly id: string }[]
}

async function begin(who: Client, title: string, kind: 'talk' | 'question' = 'talk'): Promise<Begun> {
  const begun = await who.send(root, { kind, title, source: `About ${title}.` })
  assert.equal(begun.status, 201, begun.text)
  return begun.json
}

const refusedAs = (answer: { status: number; json: { code?: string } }) => [answer.status, answer.json.code]

/** Somebody's inbox, once everybody has been told. */
async function inboxOf(who: Client) {
  await runJobs(site, 'notify-of-activity')
  return who.get('/inbox')
}

/** Takes the latest act of a kind back from its line in the audit. */
async function takeBack(verb: string) {
  const [line] = (await ada.json(`${audit}?kind=${verb}`)).json.items
  assert.equal(line.canTakeBack, true)
  return ada.send(`${audit}/${shortId(line.id)}/taking-back`, { which: 'all' })
}

test('a lock says who, as what and why; the reason changes; it is taken back from the audit', async () => {
  const { address } = await begin(cleo, 'Loud')
  for (const who of [ben, cleo]) assert.equal((await who.send(`${address}/lock`, { why: 'Mine' })).status, 403)
  assert.equal((await eve.send(`${address}/lock`, { why: 'Mine' })).status, 404)
  assert.equal((await eve.get(`${address}/lock`)).status, 404)
  const empty = await ada.post(`${address}/lock`, { why: ' ' })
  assert.equal(empty.status, 422)
  shows(empty, /Say in a sentence why/)
  assert.equal((await ben.json(address)).json.thread.lock, null)
  assert.equal((await ada.post(`${address}/lock`, { why: 'Too <hot>' })).status, 303)
  shows(await ben.get(address), /Locked by Ada Lindqvist, a leader:<\/b> <span dir="auto">Too &lt;hot&gt;/)
  shows(await ada.get(`${address}/lock`), /value="Too &lt;hot&gt;"/)
  shows(await inboxOf(cleo), /Why: Too &lt;hot&gt;/)
  assert.equal((await ada.send(`${address}/lock`, { why: 'Too loud' })).status, 200)
  assert.deepEqual((await ben.json(address)).json.thread.lock, { by: 'Ada Lindqvist', as: 'leader', why: 'Too loud' })
  assert.equal((await takeBack('thread.locked')).status, 200)
  assert.equal((await ben.json(address)).json.thread.lock, null)
  assert.equal((await ben.send(`${address}/posts`, { source: 'Calmer' })).status, 201)
  const [unlocked, line] = [
    (await ada.json(`${audit}?kind=act.taken_back`)).json.items[0],
    (await ada.json(`${audit}?kind=thread.locked`)).json.items[0],
  ]
  assert.equal(unlocked.facts.verb, 'thread.locked')
  assert.deepEqual([line.takenBack, line.canTakeBack], [1, false])
  assert.deepEqual(refusedAs(await ada.send(`${audit}/${shortId(line.id)}/taking-back`, { which: 'all' })), [
    409,
    'nothing_left',
  ])
})
