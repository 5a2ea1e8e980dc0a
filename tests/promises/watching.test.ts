/**
 * What is reached by its own address beside pages: live topics and files, for everybody; and permissions that are taken away
 * while a stream is open, each by the act that takes it.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { app } from '#server/app.ts'
import { loadActor } from '#server/identity/reads-actor.ts'
import { hashOfToken } from '#server/identity/request-actor.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Permission } from '#server/platform/permission.ts'
import { drawPreviews } from '#server/toolkit/draw-previews.ts'
import { type Asking, addPerson, everybody, join } from '#tests/support/actors.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { created } from '#tests/support/created.ts'
import { planOne } from '#tests/support/events.ts'
import { roleGrants } from '#tests/support/permissions.ts'
import { addMembers, draftOne, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'
import { waitFor, waitLimit } from '#tests/support/wait-for.ts'

const site = await openSite()
const all = await everybody(site)
const { people, community } = site.cast
const root = `/c/${community.slug}`
const ada = site.as('ada')
const origin = await site.listen()

const holds = (who: Asking, permission: Permission) => who.roles.some((role) => roleGrants(role, permission))

function actorOf(who: Asking): Promise<Actor> {
  const token = who.headers.authorization?.replace('Bearer ', '')
  const apiTokenHash = token ? hashOfToken(token) : null
  return loadActor(site.platform.database.read, { apiTokenHash, acceptLanguage: 'en' })
}

const talk = await startThread(site, 'ada', 'Marmalade talk')
const ping = await sendOne(site)
const draft = await draftOne(site)
const event = await planOne(site)
const hidden = (await ada.send(`${root}/toolkit`, { source: 'Not yet.', title: 'Not yet', status: 'draft' })).json
const page = (await ada.send(`${root}/pages`, { title: 'Marmalade plan', source: 'Marmalade.' })).json
const news = (await ada.send(`${root}/announcements`, { title: 'Marmalade news', source: 'Marmalade.', publish: true }))
  .json
const below = await site.platform.database.readPool.query('select id from thread where entry_id = $1', [hidden.id])

const list = { name: 'people.csv', bytes: 'email,name\nnia@example.org,Nia Brook\n' }
const imported = JSON.parse((await sendFiles(site, 'ada', `${root}/members/import`, {}, { file: list })).text)

/** Each live topic, and who may watch it as what. */
const topics: Record<string, (who: Asking) => string | null> = {
  [`thread/${talk.id}`]: (who) => (holds(who, 'read') ? 'member' : null),
  [`ping/${ping.id}`]: (who) => (!holds(who, 'read') ? null : holds(who, 'community_settings') ? 'totals' : 'waiting'),
  [`body/${page.id}`]: (who) => (holds(who, 'read') ? 'reader' : null),
  [`body/${hidden.id}`]: () => null,
  [`announcement/${news.id}`]: (who) => (holds(who, 'read') ? 'readers' : null),
  [`announcements/${community.id}`]: (who) => (holds(who, 'read') ? 'members' : null),
  [`inbox/${people.ada.id}`]: (who) => (who.personId === people.ada.id ? 'its owner' : null),
  [`pings/${community.id}`]: (who) => (holds(who, 'read') ? 'members' : null),
  [`ping/${draft.id}`]: () => null,
  [`event/${event.id}`]: (who) => (holds(who, 'read') ? 'readers' : null),
  [`import/${imported.id}`]: (who) => (holds(who, 'manage_members') || holds(who, 'manage_people') ? 'leaders' : null),
  [`thread/${below.rows[0]?.id}`]: () => null,
}

test('a live channel can be watched by its readers, and by nobody else', async () => {
  const known = app.rooms.flatMap((room) => room.liveChannels ?? [])
  const tried = new Set(Object.keys(topics).map((topic) => topic.split('/')[0]))
  for (const { kind } of known)
    assert.ok(tried.has(kind), `say in tests/promises/watching.test.ts who may watch ${kind}`)
  const look = await site.look()
  for (const [topic, audience] of Object.entries(topics)) {
    const [kind = '', id = ''] = topic.split('/')
    const live = known.find((one) => one.kind === kind)
    for (const who of all)
      assert.equal(
        (await live?.viewerClassesOf(look, await actorOf(who), [id, 'none-such']))?.get(id) ?? null,
        audience(who),
        `${who.name} watches ${kind}`,
      )
  }
})

/** A stream that keeps what it is sent. */
async function watch(actor: Actor, channels = Object.keys(topics)) {
  const sent: string[] = []
  const state = { isClosed: false }
  const stop = await site.platform.live.watch(actor, new Map(channels.map((topic) => [topic, 'none'])), {
    send: (event, data) => void sent.push(`${event} ${data}`),
    close: () => {
      state.isClosed = true
    },
  })
  after(stop)
  return { sent, state, stop }
}

test('an event reaches the people who may know of it, and nobody else', async () => {
  const streams = await Promise.all(all.map(async (who) => ({ who, ...(await watch(await actorOf(who))) })))
  for (const { sent } of streams) sent.length = 0
  await writePost(site, 'ben', talk, 'Marmalade, says Ben')
  await voteAs(site, await addMembers(site, 6), ping, 0)
  await site.work(async (work) => work.touch(`ping/${ping.id}`))
  for (const { who, sent } of streams) {
    const mayRead = holds(who, 'read')
    const wanted = [...(mayRead ? ['says Ben'] : []), ...(holds(who, 'community_settings') ? [`ping/${ping.id}`] : [])]
    await waitFor(
      () => wanted.every((words) => sent.join().includes(words)),
      () => `${who.name} heard only ${sent.join('\n')}`,
    )
  }
  await sleep(300)
  for (const { who, sent, stop } of streams) {
    stop()
    const heard = sent.join('\n')
    if (!holds(who, 'read')) assert.equal(heard, '', `${who.name} heard something`)
    else assert.match(heard, /says Ben/, `${who.name} heard nothing of the talk`)
    const sawBars = heard.includes(`"topic":"ping/${ping.id}"`)
    assert.equal(sawBars, holds(who, 'community_settings'), `${who.name} and the bars`)
  }
})

test('a file can be fetched by the readers of what it belongs to, and by nobody else', async () => {
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } })
    .png()
    .toBuffer()
  const picture = { name: 'm.png', bytes: png, type: 'image/png' }
  const vtt = { name: 'en.vtt', bytes: 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n' }
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(500, 'film')])
  const resource = async (status: string) => {
    const files = { file: { name: `${status}.mp4`, bytes: film }, captions: vtt, thumbnail: picture }
    assert.equal((await sendFiles(site, 'ada', `${root}/toolkit`, { title: status, status }, files)).status, 201)
    const paper = { file: { name: `${status}.png`, bytes: png, type: 'image/png' } }
    assert.equal(
      (await sendFiles(site, 'ada', `${root}/toolkit`, { title: `${status} paper`, status }, paper)).status,
      201,
    )
  }
  await resource('published')
  await resource('draft')
  assert.equal((await sendFiles(site, 'ada', `${root}/settings/banner`, {}, { banner: picture })).status, 200)
  assert.equal((await sendFiles(site, 'ada', `${root}/courses`, { name: 'Pictured' }, { picture })).status, 201)
  assert.equal((await sendFiles(site, 'ada', '/account/photo', {}, { photo: picture })).status, 200)
  const brought = await sendFiles(site, 'ada', `${root}/discussions/pictures`, { shows: 'A card' }, { picture })
  await startThread(site, 'ada', 'With a picture', JSON.parse(brought.text).markdown)
  assert.equal((await sendFiles(site, 'owen', '/site/logo', {}, { logo: picture })).status, 200)
  // Leaders of other communities see photos as long as they may find everybody.
  await site.database.db.write.updateTable('site').set({ leaders_find: false }).execute()
  await drawPreviews(site.platform)
  const { rows: files } = await site.platform.database.readPool.query<{
    id: string
    use: string
    status: string | null
  }>(
    `select f.id, f.use, r.status from file f left join resource_entry r on coalesce(f.preview_of, f.id) in (r.file_id, r.captions_file_id, r.thumbnail_file_id)`,
  )
  const uses = await site.platform.database.readPool.query<{ uses: string[] }>(
    `select array(select (regexp_matches(pg_get_constraintdef(oid), '''([a-z]+)''', 'g'))[1]) as uses
     from pg_constraint where conrelid = 'file'::regclass and pg_get_constraintdef(oid) like '%use%'`,
  )
  for (const use of uses.rows[0]?.uses ?? [])
    assert.ok(
      files.some((file) => file.use === use),
      `no file for ${use} is tried`,
    )
  for (const { id, use, status } of files)
    for (const who of all) {
      if (use === 'logo') {
        assert.equal((await who.client.get(`/site/logo/${shortId(id)}`)).status, 200, `${who.name} fetched the logo`)
        continue
      }
      const isFor = status === 'draft' ? holds(who, 'edit_toolkit') : holds(who, 'read')
      const expected = !who.personId ? 303 : isFor ? 200 : 404
      const addresses = use === 'photo' ? [`/files/${id}`, `/files/photos/${id}`] : [`/files/${id}`]
      for (const address of addresses)
        assert.equal(
          (await who.client.get(address)).status,
          expected,
          `${who.name} fetched ${use} ${status} at ${address}`,
        )
    }
})

interface Member {
  readonly id: string
  readonly token: string
}

async function newMember(name: string): Promise<Member> {
  const made = await addPerson(site, name)
  await join(site, made.id)
  return made
}

const asToken = (token: string) =>
  loadActor(site.platform.database.read, { apiTokenHash: hashOfToken(token), acceptLanguage: 'en' })
const isGone = (sent: readonly string[], thread = talk) => sent.includes(`gone {"topic":"thread/${thread.id}"}`)
/** Does something by a person's token. */
async function sendAs({ token }: Member, url: string) {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  return { status: (await site.server.inject({ method: 'POST', url, headers })).statusCode }
}

/** Makes a person a member by a cohort that runs, and by nothing else. @returns where the cohort is */
async function onlyByCohort({ id }: Member): Promise<string> {
  const { here } = await addCohort(site, await addCourse(site))
  assert.equal((await ada.send(`${here}/people`, { persons: [id] })).status, 201)
  assert.equal((await ada.send(`${here}/start`)).status, 200)
  await site.database.db.write
    .deleteFrom('membership_source')
    .where('person_id', '=', id)
    .where('source', '<>', 'cohort')
    .execute()
  return here
}

/** Acts that take somebody's permission to read here, each done through the site by a person who may. */
const losses: Record<string, (member: Member) => Promise<{ status: number }>> = {
  'is removed by a leader': ({ id }) => ada.send(`${root}/members/${id}/removal`),
  leaves: (member) => sendAs(member, `${root}/leaving`),
  'is taken out of their only cohort': async (member) =>
    ada.send(`${await onlyByCohort(member)}/people/${member.id}/removal`),
  'is in a cohort that ends where its people leave with it': async (member) => {
    const here = await onlyByCohort(member)
    await ada.send(`${root}/courses/alumni`, { keep: 'no' })
    return ada.send(`${here}/end`)
  },
}

test('a person who loses the permission to read is sent nothing more', async () => {
  for (const [what, lose] of Object.entries(losses)) {
    const member = await newMember(`Lost ${what.replaceAll(' ', '-')}`)
    const { sent } = await watch(await asToken(member.token))
    sent.length = 0
    assert.equal((await lose(member)).status, 200, what)
    await waitFor(() => isGone(sent), `a person who ${what} watches on`)
    sent.length = 0
    await writePost(site, 'ben', talk, `After somebody ${what}`)
    await sleep(300)
    assert.doesNotMatch(sent.join('\n'), /^update/m, `a person who ${what} was sent what came later`)
  }
})

test('a person who is no longer in a circle is sent nothing more of it', async () => {
  const ben = site.as('ben')
  const circle = await created(ben.send(`${root}/circles`, { name: 'Marmalade circle' }))
  const here = `${root}/circles/${circle.id}`
  const among = { title: 'Among us', source: 'Only us.', group: circle.id }
  const thread = await created(ben.send(`${root}/discussions`, among))
  const ways: Record<string, (member: Member) => Promise<{ status: number }>> = {
    leaves: (member) => sendAs(member, `${here}/leaving`),
    'is taken out': ({ id }) => ben.send(`${here}/people/${id}/removal`),
  }
  for (const [what, lose] of Object.entries(ways)) {
    const member = await newMember(`Circle ${what.replaceAll(' ', '-')}`)
    assert.equal((await sendAs(member, `${here}/joining`)).status, 200)
    const { sent } = await watch(await asToken(member.token), [`thread/${thread.id}`])
    await writePost(site, 'ben', thread, `Before somebody ${what}`)
    await waitFor(() => sent.join().includes(`Before somebody ${what}`), 'a person in the circle is sent nothing')
    assert.equal((await lose(member)).status, 200, what)
    await waitFor(() => isGone(sent, thread), `a person who ${what} watches on`)
    sent.length = 0
    await writePost(site, 'ben', thread, `After somebody ${what}`)
    await sleep(300)
    assert.deepEqual(sent, [], `a person who ${what} was sent what came later`)
  }
})

test('a leader who becomes a member sees no more bars', async () => {
  const member = await newMember('Once Leader')
  const standing = (standing: string) => ada.send(`${root}/members/${member.id}/roles`, { standing })
  assert.equal((await standing('leader')).status, 200)
  const { sent } = await watch(await asToken(member.token))
  sent.length = 0
  await vote(site, 'cleo', ping, 1)
  await waitFor(() => sent.some((one) => one.includes(`ping/${ping.id}`)), 'a leader sees no bars move')
  assert.equal((await standing('member')).status, 200)
  await sleep(1000)
  sent.length = 0
  await vote(site, 'ben', ping, 1)
  await site.work(async (work) => work.touch(`ping/${ping.id}`))
  await sleep(400)
  assert.deepEqual(
    sent.filter((one) => one.includes(`ping/${ping.id}`)),
    [],
  )
})

test('a stream ends when the token it came by expires', async () => {
  const { id, token } = await newMember('Short Lived')
  await site.platform.database.writePool.query(
    `update api_token set expires_at = clock_timestamp() + interval '4 seconds' where person_id = $1`,
    [id],
  )
  const answer = await fetch(`${origin}/live?topics=thread/${talk.id}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(waitLimit),
  })
  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /event: ready/, 'it is over by itself')
})
