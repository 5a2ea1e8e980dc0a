/**
 * An entry with an audience is read by its audience and does not exist for anybody else: on no page and in no list, count,
 * notice, mail, live update or file. The view entry_reader and the pages say the same of everybody, for every kind.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import sharp from 'sharp'
import { app } from '#server/app.ts'
import { countNewWords } from '#server/search/count-words.ts'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { allOrOneIn, asMany } from '#tests/support/long-run.ts'
import { ballotOf, draftOne } from '#tests/support/pings.ts'
import { roomSamples, sampleEntries } from '#tests/support/room-samples.ts'
import { rows } from '#tests/support/sample-body.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { writePost } from '#tests/support/threads.ts'

/** Stands in every title and text of what has an audience, and nowhere else. */
const canary = 'persimmon'

/** A member comes to fewer; the walk ends here all the same. */
const mostPages = asMany(150, { else: 60 })

const canaryPicture = {
  name: 'canary.png',
  bytes: await sharp({ create: { width: 40, height: 40, channels: 3, background: '#357' } })
    .png()
    .toBuffer(),
}

const audiences = {
  'the cohort of Ben': ['ada', 'ben', 'owen'],
  'a circle of Ben': ['ada', 'ben', 'owen'],
  'Dov and Cleo by name': ['cleo', 'dov'],
} as const satisfies Record<string, readonly CastName[]>

for (const [audience, readers] of Object.entries(audiences)) {
  describe(`for ${audience}`, async () => {
    const site = await openSite()
    const { community, people } = site.cast
    const root = `/c/${community.slug}`
    const lists = allOrOneIn(2, listsIn(root), Object.keys(audiences).indexOf(audience))
    const query = async (text: string, values: unknown[] = []) =>
      (await site.database.db.writePool.query(text, values)).rows
    const others = castNames.filter((who) => !(readers as readonly string[]).includes(who))
    const reads = (who: CastName) => (readers as readonly string[]).includes(who)
    let picture = ''
    let entries: { id: string; kind: string; address: string }[] = []

    before(async () => {
      for (const { make } of sampleEntries) for (const word of [canary, 'everyday']) await make(site, word)
      const [{ id }] = await query(`insert into audience (community_id) values ($1) returning id`, [community.id])
      if (audience === 'a circle of Ben') {
        const circle = (await site.as('ben').send(`${root}/circles`, { name: 'Morning pages' })).json
        await query('insert into audience_circle (community_id, audience_id, circle_id) values ($1, $2, $3)', [
          community.id,
          id,
          circle.id,
        ])
      } else if (readers.length === 3)
        await query(
          `insert into audience_cohort (community_id, audience_id, cohort_id)
           select community_id, $1, cohort_id from membership_source where person_id = $2 and cohort_id is not null`,
          [id, people.ben.id],
        )
      else
        await query(
          'insert into audience_person (community_id, audience_id, person_id) select $1, $2, unnest($3::uuid[])',
          [community.id, id, readers.map((who) => people[who].id)],
        )
      await query(`update entry set audience_id = $1 where title like '%${canary}%'`, [id])
      entries = (await query(`select id, kind, title from entry where audience_id = $1`, [id])).map((entry) => ({
        ...entry,
        address: site.platform.declared.kinds.get(entry.kind)?.address(community.slug, entry) as string,
      }))
      // Everybody followed what was said there before, and something more is said now.
      for (const who of castNames)
        await query(
          `insert into thread_follow (community_id, thread_id, person_id, state, at)
           select t.community_id, t.id, $1, 'following', now() - interval '1 hour' from thread t on conflict do nothing`,
          [people[who].id],
        )
      const [moderator, speaker] = readers
      await query(
        `insert into membership_role (community_id, person_id, role) values ($1, $2, 'moderator') on conflict do nothing`,
        [community.id, people[moderator].id],
      )
      const pictures = `${root}/discussions/pictures`
      const sent = await sendFiles(site, speaker, pictures, { shows: canary }, { picture: canaryPicture })
      picture = JSON.parse(sent.text).address
      for (const { id: entryId } of entries) {
        const [{ id: threadId, title }] = await query('select id, title from thread_entry where entry_id = $1', [
          entryId,
        ])
        const words = `Of the ${canary} ![](${picture}): @ben-reyes, @cleo-marsh, @dov-levi`
        await writePost(site, speaker, { id: threadId, title }, words)
        const removed = await writePost(site, speaker, { id: threadId, title }, `More of the ${canary}`)
        const at = `${root}/discussions/${threadId}/posts/${removed}/removal`
        assert.equal((await site.as(moderator).send(at, { why: 'Twice.' })).status, 200)
      }
      await query(`update notice set at = at - interval '11 minutes'`)
      for (const task of ['notify-of-activity', 'gather-replies', 'gather-moderation']) await runJobs(site, task)
    })

    test('there is a sample of every kind of entry', () => {
      assert.deepEqual(entries.map(({ kind }) => kind).toSorted(), sampleEntries.map(({ kind }) => kind).toSorted())
    })

    test('the view names exactly its readers, and the pages open to them and to nobody else', async () => {
      for (const { id, kind, address } of entries) {
        const rows = await query('select person_id from entry_reader where entry_id = $1', [id])
        const named = castNames.filter((who) => rows.some(({ person_id }) => person_id === people[who].id))
        assert.deepEqual(named.toSorted(), [...readers].toSorted(), kind)
        for (const who of castNames) {
          const [page, view] = [await site.as(who).get(address), await site.as(who).json(address)]
          const isReader = named.includes(who)
          assert.deepEqual([page.status, view.status], isReader ? [200, 200] : [404, 404], `${kind}, ${who}`)
          assert.equal(page.text.includes(canary) && view.text.includes(canary), isReader, `${kind}, ${who}`)
        }
      }
    })

    test('it is in no list, count, search or inbox of anybody else', async () => {
      for (const who of others)
        for (const address of lists) {
          const [page, view] = [await site.as(who).get(address), await site.as(who).json(address)]
          // The word that was searched for stands on the page of its own accord.
          const words = page.text.replaceAll(
            new RegExp(`\\b(?:words|q|title)=${canary}|value="${canary}"|“${canary}”`, 'g'),
            '',
          )
          assert.ok(!words.includes(canary), `${who}: ${address}\n${around(words)}`)
          assert.ok(!JSON.stringify(withoutFilter(view.json) ?? '').includes(canary), `${who}: ${address} as JSON`)
        }
      const resources = sampleEntries.filter(({ kind }) => kind === 'resource')
      for (const who of others.filter((one) => one !== 'eve'))
        assert.equal((await site.as(who).json(`${root}/toolkit`)).json.holdings.total, resources.length, who)
    })

    test('its readers find it by search; for everybody else there is nothing, not even a word like it', async () => {
      await site.shiftClock('1 minute')
      await countNewWords(site.platform)
      const beginning = canary.slice(0, 5)
      for (const place of [root, ''])
        for (const who of castNames) {
          const ask = async (query: string) => (await site.as(who).json(`${place}/search${query}`)).json
          const view = await ask(`?q=${canary}`)
          // Owen belongs to no community; Eve may not read this one.
          const isAsked = place === '' ? who !== 'owen' : who !== 'eve'
          const expected = reads(who) && isAsked ? entries.map(({ id }) => id) : []
          assert.deepEqual(
            (view.items ?? []).map(({ id }: { id: string }) => id).toSorted(),
            expected.toSorted(),
            `${who}: ${place}`,
          )
          if (expected.length > 0) continue
          assert.deepEqual([view.kinds ?? [], view.people ?? []], [[], []], `${who}: counts`)
          for (const query of [
            canary.replace('mm', 'm'),
            `${canary}s`,
            `"${canary}"`,
            `${canary} everyday`,
            `${beginning}&typing=yes`,
          ]) {
            const answer = JSON.stringify({ ...(await ask(`?q=${query}`)), q: null })
            assert.ok(!answer.includes(canary), `${who}: ${query}\n${around(answer)}`)
          }
          assert.deepEqual((await ask(`/suggestions?q=${beginning}`)).suggestions ?? [], [], `${who}: suggestions`)
        }
      const { rows } = await site.database.db.writePool.query('select from search_word where word like $1', [
        `${beginning}%`,
      ])
      assert.equal(rows.length, 0, 'the words that corrections are made of')
    })

    test('it is on no page that a member reaches by following links', async () => {
      const walker = others.find((who) => who === 'ben' || who === 'dov') as CastName
      const seen = new Set([root])
      for (const address of seen) {
        const page = await site.as(walker).get(address)
        assert.ok(!page.text.includes(canary), `${walker}: ${address}\n${around(page.text)}`)
        for (const next of linksOf(page.text)) if (seen.size < mostPages) seen.add(next)
      }
      assert.ok(seen.size > 30, `only ${seen.size} pages were reached`)
    })

    test('its readers find it in their lists', async () => {
      const tabs = app.rooms.filter(({ kinds = [] }) => kinds.length > 0).flatMap((room) => room.tabs ?? [])
      for (const who of readers.filter((one) => one !== 'owen'))
        for (const { path } of tabs)
          assert.ok((await site.as(who).get(root + path)).text.includes(canary), `${who}: ${path}`)
    })

    test('nobody else is told of what is said there, by notice or by mail, or may watch it', async () => {
      const told = await query(
        `select distinct person_id from notice_shown where entry_id = any($1::uuid[])
         union select person_id from mail where kind = 'reply'`,
        [entries.map(({ id }) => id)],
      )
      const strangers = others.filter((who) => told.some(({ person_id }) => person_id === people[who].id))
      assert.deepEqual(strangers, [])
      assert.ok(told.length > 0, 'its readers are told')
      const threads = (
        await query('select id from thread where entry_id = any($1::uuid[])', [entries.map(({ id }) => id)])
      ).map(({ id }) => id)
      const pings = entries.filter(({ kind }) => kind === 'ping').map(({ id }) => id)
      for (const who of castNames)
        for (const [kind, ids] of Object.entries({ thread: threads, ping: pings })) {
          const topic = app.rooms.flatMap((room) => room.liveChannels ?? []).find((one) => one.kind === kind)
          const seen = await topic?.viewerClassesOf(await site.look(), await site.actor(who), ids)
          assert.equal(seen?.size, reads(who) ? ids.length : 0, `${who}: ${kind}`)
        }
    })

    test('nobody else fetches its file or a picture below it, or answers from a mail that came before', async () => {
      const [{ file }] = await query('select file_id as file from resource where file_id is not null')
      for (const address of [`/files/${file}`, picture])
        for (const who of castNames)
          assert.equal((await fetchFile(site, who, address)).status, reads(who) ? 200 : 404, `${who}: ${address}`)
      const { id, address } = entries.find(({ kind }) => kind === 'ping') ?? assert.fail()
      const options = (await query('select id from ping_option where ping_id = $1', [id])).map((option) => option.id)
      for (const who of ['ben', 'cleo', 'dov'] as const) {
        const { links } = await ballotOf(site, people[who].id, { id, address, options })
        assert.equal((await site.as('visitor').get(links[0] as string)).text.includes(canary), reads(who), who)
      }
    })
  })
}

describe('hidden', async () => {
  const site = await openSite()
  const { community, people } = site.cast
  const root = `/c/${community.slug}`
  const query = async (text: string, values: unknown[] = []) =>
    (await site.database.db.writePool.query(text, values)).rows
  let entries: { id: string; kind: string; address: string; author: string }[] = []

  before(async () => {
    for (const { make } of sampleEntries) await make(site, canary)
    await query(
      `update entry set hidden_at = now(), hidden_because = 'moderator', hidden_why = 'No advertising', hidden_by = $1, author_id = $2
       where title like '%${canary}%'`,
      [people.owen.id, people.ben.id],
    )
    entries = (await query(`select id, kind, title, author_id as author from entry where hidden_at is not null`)).map(
      (entry) => ({
        ...entry,
        address: site.platform.declared.kinds.get(entry.kind)?.address(community.slug, entry) as string,
      }),
    )
  })

  test('an entry of every kind is read by its author and by those who moderate, who see why, and does not exist for others', async () => {
    assert.deepEqual(entries.map(({ kind }) => kind).toSorted(), sampleEntries.map(({ kind }) => kind).toSorted())
    for (const { id, kind, address } of entries) {
      const rows = await query('select person_id from entry_reader where entry_id = $1', [id])
      for (const who of castNames) {
        const isReader = ['ada', 'ben', 'owen'].includes(who)
        assert.equal(
          rows.some(({ person_id }) => person_id === people[who].id),
          isReader,
          `${kind}, ${who}`,
        )
        const [page, view] = [await site.as(who).get(address), await site.as(who).json(address)]
        assert.deepEqual([page.status, view.status], isReader ? [200, 200] : [404, 404], `${kind}, ${who}`)
        assert.equal(
          /Hidden by Owen Hale[\s\S]*only its author and those who moderate[\s\S]*No advertising/i.test(page.text),
          isReader,
          `${kind}, ${who}`,
        )
      }
    }
  })

  test('it is in no list and no search, not even of those who read it', async () => {
    await countNewWords(site.platform)
    for (const who of castNames) {
      for (const address of listsIn(root)) {
        if (address === `${root}/toolkit/suggestions` && who === 'ben') continue
        const page = (await site.as(who).get(address)).text.replaceAll(
          new RegExp(`\\b(?:words|q|title)=${canary}|value="${canary}"|“${canary}”`, 'g'),
          '',
        )
        assert.ok(!page.includes(canary), `${who}: ${address}\n${around(page)}`)
      }
      for (const place of [root, ''])
        assert.deepEqual(
          (await site.as(who).json(`${place}/search?q=${canary}`)).json.items ?? [],
          [],
          `${who}: ${place}`,
        )
    }
  })

  test('nobody else fetches its file, and nobody answers a hidden Ping, by its page or from a mail that came before', async () => {
    const [{ file }] = await query('select file_id as file from resource where file_id is not null')
    for (const who of castNames)
      assert.equal(
        (await fetchFile(site, who, `/files/${file}`)).status,
        ['ada', 'ben', 'owen'].includes(who) ? 200 : 404,
        who,
      )
    const { id, address } = entries.find(({ kind }) => kind === 'ping') ?? assert.fail()
    const options = (await query('select id from ping_option where ping_id = $1', [id])).map((option) => option.id)
    for (const who of ['ben', 'cleo'] as const) {
      const { links } = await ballotOf(site, people[who].id, { id, address, options })
      assert.ok(!(await site.as('visitor').get(links[0] as string)).text.includes(canary), who)
      assert.equal((await site.as(who).send(`${address}/vote`, { optionId: options[0] })).status, 404, who)
    }
    assert.deepEqual(await query('select from vote where ping_id = $1', [id]), [])
  })
})

test('a draft is seen by its author and by those its kind names, in the view and on its page', async () => {
  const site = await openSite()
  const { community, people } = site.cast
  const draft = (
    await site.as('ada').send(`/c/${community.slug}/toolkit`, { source: 'x', title: 'Not yet', status: 'draft' })
  ).json
  const ping = await draftOne(site)
  await site.database.db.write
    .insertInto('membership_role')
    .values({ community_id: community.id, person_id: people.ben.id, role: 'content_editor' })
    .execute()
  for (const [id, address, readers] of [
    [draft.id, draft.location, ['ada', 'ben', 'owen']],
    [ping.id, ping.address, ['ada']],
  ] as const) {
    const { rows } = await site.database.db.writePool.query('select person_id from entry_reader where entry_id = $1', [
      id,
    ])
    for (const who of castNames) {
      const isReader = (readers as readonly string[]).includes(who)
      assert.equal(
        rows.some(({ person_id }) => person_id === people[who].id),
        isReader,
        `${address}: ${who}`,
      )
      assert.equal((await site.as(who).json(address)).status, isReader ? 200 : 404, `${address}: ${who}`)
    }
  }
})

test('every activity of a thread, a post, a resource or a Ping says of which entry it is', async () => {
  const site = await openSite()
  await makeFixtures(site)
  const { rows } = await site.database.db.writePool.query(
    `select distinct verb from activity where entry_id is null and object_kind in ('thread', 'post', 'resource', 'ping')`,
  )
  assert.deepEqual(rows, [])
})

/** Every address that needs nothing but a community, and lists as somebody narrows them. */
function listsIn(root: string): string[] {
  const plain = rows.filter(({ method, path }) => method === 'GET' && path !== '/live' && !/:(?!community)/.test(path))
  const narrowed = roomSamples.flatMap(({ lists = [] }) => lists).map((list) => root + list.replace('WORD', canary))
  return [...plain.map(({ path }) => path.replace('/c/:community', root)), ...narrowed]
}

function withoutFilter(json: unknown): unknown {
  return typeof json === 'object' && json ? { ...json, filter: null, q: null } : json
}

function around(text: string): string {
  const at = text.indexOf(canary)
  return at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 200)
}

/** The pages of this site a page links to, each without what narrows or unfolds it. */
function linksOf(page: string): string[] {
  const paths = [...page.matchAll(/<a\b[^>]*? href="(\/[^"?#]*)/g)].map(([, path = '']) => path)
  return [...new Set(paths)].filter((path) => !path.startsWith('/files/'))
}
