/**
 * An entry with an audience is read by its audience and does not exist for anybody else: on no page and in no list, count,
 * notice, mail, live update or file. The view entry_reader and the pages say the same of everybody, for every kind.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import sharp from 'sharp'
import { app } from '#server/app.ts'
import { shortId } from '#server/platform/ids.ts'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { ballotOf, draftOne, type MadePing, sendOne } from '#tests/support/pings.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { begin, say } from '#tests/support/talk.ts'

/** Stands in every title and text of what has an audience, and nowhere else. */
const canary = 'persimmon'

const canaryPicture = {
  name: 'canary.png',
  bytes: await sharp({ create: { width: 40, height: 40, channels: 3, background: '#357' } })
    .png()
    .toBuffer(),
}

const audiences = {
  'the cohort of Ben': ['ada', 'ben', 'owen'],
  'Dov and Cleo by name': ['cleo', 'dov'],
} as const satisfies Record<string, readonly CastName[]>

for (const [audience, readers] of Object.entries(audiences)) {
  describe(`for ${audience}`, async () => {
    const site = await openSite()
    const { community, people } = site.cast
    const root = `/c/${community.slug}`
    const query = async (text: string, values: unknown[] = []) =>
      (await site.database.db.writePool.query(text, values)).rows
    const others = castNames.filter((who) => !(readers as readonly string[]).includes(who))
    let entries: { id: string; kind: string; address: string }[] = []
    let files: string[] = []
    let ping: MadePing

    before(async () => {
      const thread = await begin(site, 'ada', `A ${canary} talk`, `About the ${canary}`)
      const pdf = Buffer.from(`%PDF-1.4\n% ${canary}\n%%EOF\n`)
      const sent = { file: { name: `${canary}.pdf`, bytes: pdf, type: 'application/pdf' } }
      const resource = await sendFiles(site, 'ada', `${root}/toolkit`, { title: `The ${canary} memo` }, sent)
      assert.equal(resource.status, 201, resource.text)
      const page = await site
        .as('ada')
        .send(`${root}/pages`, { title: `The ${canary} page`, source: `Of the ${canary}.` })
      assert.equal(page.status, 201, page.text)
      ping = await sendOne(site, { question: `Is the ${canary} ripe?` })
      const id = (await query(`insert into audience (community_id) values ($1) returning id`, [community.id]))[0].id
      if (readers.length === 3)
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
      const [{ id: memo }] = await query('select file_id as id from resource where file_id is not null')
      // Everybody followed what was said there before, and something more is said now.
      for (const who of castNames)
        await query(
          `insert into thread_follow (community_id, thread_id, person_id, state, at)
           select t.community_id, t.id, $1, 'following', now() - interval '1 hour' from thread t on conflict do nothing`,
          [people[who].id],
        )
      const speaker = readers[1]
      const picture = await sendFiles(
        site,
        speaker,
        `${root}/discussions/pictures`,
        { shows: canary },
        { picture: canaryPicture },
      )
      files = [`/files/${shortId(memo)}`, JSON.parse(picture.text).address]
      for (const { id: entryId } of entries) {
        const [{ id: threadId, title }] = await query('select id, title from thread_entry where entry_id = $1', [
          entryId,
        ])
        await say(
          site,
          speaker,
          { id: threadId, title },
          `Of the ${canary} ![](${files[1]}): @ben-reyes, @cleo-marsh, @dov-levi`,
        )
      }
      assert.equal(thread.title, `A ${canary} talk`)
      await query(`update notice set at = at - interval '11 minutes'`)
      for (const task of ['tell-of-activity', 'gather-replies']) await runJobs(site, task)
    })

    test('there is one of every kind', () => {
      const kinds = app.rooms.flatMap((room) => room.kinds ?? []).map(({ kind }) => kind)
      assert.deepEqual(entries.map(({ kind }) => kind).toSorted(), kinds.toSorted())
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

    test('no list, count, search or inbox of anybody else has a word of it', async () => {
      const addresses = [
        ...[
          '/',
          '/inbox',
          root,
          `${root}/discussions`,
          `${root}/pages`,
          `${root}/toolkit`,
          `${root}/toolkit?words=${canary}`,
        ],
        ...[`${root}/toolkit?sort=talk`, `${root}/toolkit?kind=document`, `${root}/pings`, `${root}/pings?needs=me`],
      ]
      for (const who of others)
        for (const address of addresses) {
          const [page, view] = [await site.as(who).get(address), await site.as(who).json(address)]
          const words = page.text.replaceAll(`words=${canary}`, '').replaceAll(`value="${canary}"`, '')
          assert.ok(!words.includes(canary), `${who}: ${address}\n${around(words)}`)
          assert.ok(!JSON.stringify(withoutFilter(view.json)).includes(canary), `${who}: ${address} as JSON`)
        }
      for (const who of others.filter((one) => one !== 'eve'))
        assert.match((await site.as(who).get(`${root}/toolkit`)).text, /empty|nothing|Nothing/, who)
    })

    test('its readers find it in their lists', async () => {
      for (const who of readers.filter((one) => one !== 'owen')) {
        for (const address of [`${root}/discussions`, `${root}/toolkit`, `${root}/pings`, `${root}/pages`])
          assert.ok((await site.as(who).get(address)).text.includes(canary), `${who}: ${address}`)
      }
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
      for (const who of castNames)
        for (const [kind, ids] of [
          ['thread', threads],
          ['ping', [ping.id]],
        ] as const) {
          const topic = app.rooms.flatMap((room) => room.topics ?? []).find((one) => one.kind === kind)
          const seen = await topic?.audiencesOf(await site.look(), await site.actor(who), ids)
          assert.equal(seen?.size, (readers as readonly string[]).includes(who) ? ids.length : 0, `${who}: ${kind}`)
        }
    })

    test('nobody else fetches its file or a picture below it, or answers from a mail that came before', async () => {
      for (const file of files)
        for (const who of castNames)
          assert.equal(
            (await fetchFile(site, who, file)).status,
            (readers as readonly string[]).includes(who) ? 200 : 404,
            `${who}: ${file}`,
          )
      for (const who of ['ben', 'cleo', 'dov'] as const) {
        const { links } = await ballotOf(site, people[who].id, ping)
        const page = await site.as('visitor').get(links[0] as string)
        assert.equal(page.text.includes(canary), (readers as readonly string[]).includes(who), who)
      }
    })
  })
}

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
  const { liveIn } = await import('#tests/support/lived-in.ts')
  await liveIn(site)
  const { rows } = await site.database.db.writePool.query(
    `select distinct verb from activity where entry_id is null and object_kind in ('thread', 'post', 'resource', 'ping')`,
  )
  assert.deepEqual(rows, [])
})

function withoutFilter(json: unknown): unknown {
  return typeof json === 'object' && json && 'filter' in json ? { ...json, filter: null } : json
}

function around(text: string): string {
  const at = text.indexOf(canary)
  return at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 200)
}
