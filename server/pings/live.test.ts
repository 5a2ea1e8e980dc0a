import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pingLive } from '#server/pings/live.ts'
import { newPingsLive } from '#server/pings/new-pings.ts'
import type { LiveChange } from '#server/platform/live/channel.ts'
import type { CastName } from '#tests/support/cast.ts'
import { addMembers, draftOne, type MadePing, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
let ping: MadePing

interface Update {
  topic: string
  version: string
  changes: LiveChange[]
}

/** A member's open page: the updates it gets, in order. */
async function watch(who: CastName, version: string | null): Promise<{ updates: Update[]; stop: () => void }> {
  const updates: Update[] = []
  const stop = await site.platform.live.watch(await site.actor(who), new Map([[`ping/${ping.id}`, version]]), {
    send: (event, data) => void (event === 'update' && updates.push(JSON.parse(data))),
    close: () => undefined,
  })
  return { updates, stop }
}

const versionFor = async (who: CastName) => (await site.as(who).json(ping.address)).json.ping.live.version as string
const audience = async (who: CastName) =>
  (await pingLive.viewerClassesOf(await site.look(), await site.actor(who), [ping.id, 'x'])).get(ping.id) ?? null

beforeEach(async () => {
  await site.platform.database.writePool.query('delete from ping')
  await site.platform.database.writePool.query("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
})

test('who may watch, and as what: leaders see totals, members wait until they have answered, strangers nothing', async () => {
  assert.deepEqual(
    [await audience('ada'), await audience('ben'), await audience('owen'), await audience('eve')],
    ['totals', 'waiting', 'totals', null],
  )
  await vote(site, 'ben', ping, 0)
  assert.equal(await audience('ben'), 'totals')
  ping = await draftOne(site)
  assert.equal(await audience('ben'), null)
})

test('bars move with a vote, for those who may see them', async () => {
  await voteAs(site, await addMembers(site, 6), ping, 0)
  const page = await watch('ada', await versionFor('ada'))
  assert.equal(page.updates.length, 0, 'the page is up to date')
  await vote(site, 'ben', ping, 1)
  await waitFor(() => page.updates.length > 0)
  const html = page.updates[0]?.changes.map((one) => one.html).join('') ?? ''
  assert.match(html, /--share: 85\.7%/)
  assert.match(html, /7 of 10 answered/)
  page.stop()
})

test('a member who has not answered is sent nothing of votes: no figure, no number of answers, not even that there was one', async () => {
  const push = async () => pingLive.changes(await site.look(), ping.id, 'waiting', 'en', null)
  const before = await push()
  const page = await watch('cleo', await versionFor('cleo'))
  await voteAs(site, await addMembers(site, 7), ping, 0)
  await sleep(700)
  assert.deepEqual(page.updates, [])
  page.stop()
  assert.deepEqual(await push(), before)
})

test('from their first answer on their open page is sent the results', async () => {
  await voteAs(site, await addMembers(site, 6), ping, 0)
  const page = await watch('cleo', await versionFor('cleo'))
  await vote(site, 'cleo', ping, 1)
  await waitFor(() => /7 of 10 answered/.test(JSON.stringify(page.updates)))
  page.stop()
})

test('below the threshold a push tells the number and nothing else, and two results of as many answers are the same bytes', async () => {
  await voteAs(site, await addMembers(site, 3), ping, 0)
  const first = await pingLive.changes(await site.look(), ping.id, 'totals', 'en', null)
  assert.match(JSON.stringify(first), /3 answers so far/)
  assert.doesNotMatch(JSON.stringify(first), /--share: [1-9]/)
  await site.platform.database.writePool.query('update vote set option_id = $1', [ping.options[1]])
  const second = await pingLive.changes(await site.look(), ping.id, 'totals', 'en', null)
  assert.equal(second.version, first.version)
  assert.deepEqual(
    second.changes.map(({ html }) => html),
    first.changes.map(({ html }) => html),
  )
})

test('the closing is told to all, with the result and a sentence for screen readers', async () => {
  await voteAs(site, await addMembers(site, 6), ping, 0)
  const page = await watch('cleo', await versionFor('cleo'))
  await site.as('ada').send(`${ping.address}/closing`, { why: 'Done' })
  await waitFor(() => /6 of 10 answered/.test(JSON.stringify(page.updates.at(-1) ?? '')))
  const told = page.updates.at(-1)
  assert.match(JSON.stringify(told), /6 of 10 answered/)
  assert.match(JSON.stringify(told), /class=\\"over\\"/)
  assert.ok(told?.changes.some(({ announce }) => announce === 'This Ping has closed.'))
  page.stop()
})

test('what open pages are sent equals what a fresh page says', async () => {
  await voteAs(site, await addMembers(site, 9), ping, 0)
  await vote(site, 'ben', ping, 2)
  for (const who of ['ada', 'ben', 'cleo'] as const) {
    const pushed = await pingLive.changes(await site.look(), ping.id, (await audience(who)) as string, 'en', null)
    assert.equal(pushed.version, await versionFor(who), who)
    const page = (await site.as(who).get(ping.address)).text
    for (const { target, html = '' } of pushed.changes) {
      const inside = html.replace(/<time[\s\S]*?<\/time>/g, '')
      const shown = page.replace(/<time[\s\S]*?<\/time>/g, '')
      const parts =
        target.endsWith('-when') || target.endsWith('-turnout') || target.endsWith('-until')
          ? [inside]
          : inside.match(/<span class="fill[^>]*><\/span>/g)
      for (const part of parts ?? []) assert.ok(shown.includes(part), `${who} ${target}: ${part}`)
    }
  }
})

test('a Ping that is sent shows on the open pages of its community, and nowhere else', async () => {
  const { community } = site.cast
  const topic = `pings/${community.id}`
  const version = /data-live-topic="pings\/[^"]+" data-live-version="(\d+)"/.exec(
    (await site.as('ben').get(`/c/${community.slug}`)).text,
  )?.[1]
  assert.ok(version)
  const updates: Update[] = []
  const stop = await site.platform.live.watch(await site.actor('ben'), new Map([[topic, version]]), {
    send: (event, data) => void (event === 'update' && updates.push(JSON.parse(data))),
    close: () => undefined,
  })
  assert.equal((await newPingsLive.viewerClassesOf(await site.look(), await site.actor('eve'), [community.id])).size, 0)
  assert.equal(updates.flatMap(({ changes }) => changes).length, 0, 'what the page shows already is not told again')
  const sent = await sendOne(site, { question: 'Is this new?' })
  await waitFor(() => updates.some(({ changes }) => changes.length > 0))
  const [change] = updates.flatMap(({ changes }) => changes)
  assert.ok(change?.html?.includes('Is this new?') && change.html.includes(sent.address))
  stop()
})
