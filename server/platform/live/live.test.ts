/**
 * Live over the wire: a real stream from a listening server, permissions that end, and two programs on one database.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { app } from '#server/app.ts'
import { activity } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { readConfig } from '#server/platform/config.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'
import { channelsIn } from '#server/platform/live/stream.ts'
import { openLog } from '#server/platform/log.ts'
import { may } from '#server/platform/permissions.ts'
import type { Room } from '#server/platform/room.ts'
import { onlyRow } from '#server/platform/rows.ts'
import { startProgram } from '#server/platform/start.ts'
import type { Look } from '#server/platform/work.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const oneMore = activity('stage.counted', 'n')

let padding = ''
/** `count/<community>`: how many things were counted there; a leader sees more. */
const counted: LiveChannel = {
  kind: 'count',
  async viewerClassesOf(_look, actor: Actor, ids) {
    const viewerClass = (id: string) => (may(actor, 'give_roles', id) ? 'leader' : 'member')
    return new Map(ids.filter((id) => may(actor, 'read', id)).map((id) => [id, viewerClass(id)]))
  },
  async changes(look: Look, id, viewerClass, locale, since) {
    const { n } = await onlyRow(look, () => z.object({ n: z.number() }))`
      select count(*) as n from activity where verb = 'stage.counted' and community_id = ${id}`
    const version = String(n)
    return {
      version,
      changes:
        version === since
          ? []
          : [{ target: 'n', mode: 'replace', html: `${viewerClass} ${locale} ${version}${padding}` }],
    }
  },
}
const room: Room = { name: 'stage', endpoints: [], liveChannels: [counted] }
const site = await openSite({ LOG_LEVEL: 'silent' }, [room])
const address = await site.listen()
const here = site.cast.community.id
const topic = `count/${here}`
let count = 0

interface Heard {
  readonly events: { event: string; data: { topic?: string; version?: string; changes?: { html: string }[] } }[]
  readonly isOver: boolean
  stop(): void
  /** Waits for an event that passes this check. */
  until(wanted: (event: Heard['events'][number]) => boolean): Promise<void>
  over(): Promise<void>
}

/** A stream of one of the cast, or of a client with these headers. */
async function listen(who: CastName | Record<string, string>, topics: string, at = address): Promise<Heard> {
  const leaving = new AbortController()
  const headers = typeof who === 'string' ? { authorization: `Bearer ${site.cast.people[who].token}` } : who
  const answer = await fetch(`${at}/live?topics=${encodeURIComponent(topics)}`, { headers, signal: leaving.signal })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  for (const [name, value] of Object.entries(standingHeaders)) assert.equal(answer.headers.get(name), value, name)
  const events: Heard['events'] = []
  const state = { isOver: false }
  void (async () => {
    let text = ''
    try {
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString()
        const parts = text.split('\n\n')
        text = parts.pop() as string
        for (const part of parts) {
          const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? []
          if (event) events.push({ event, data: JSON.parse(data as string) })
        }
      }
    } catch {}
    state.isOver = true
  })()
  const heard: Heard = {
    events,
    get isOver() {
      return state.isOver
    },
    stop: () => leaving.abort(),
    until: (wanted) =>
      waitFor(
        () => events.some(wanted),
        () => `heard only ${JSON.stringify(events)}`,
      ),
    over: () => waitFor(() => state.isOver, 'the stream is not over'),
  }
  after(() => heard.stop())
  return heard
}

const isReady = ({ event }: Heard['events'][number]) => event === 'ready'
const isAt = (version: number) => (one: Heard['events'][number]) => one.data.version === String(version)

/** Counts one thing, as announced work or without an announcement. */
async function countOne(how: 'announced' | 'lost' = 'announced'): Promise<number> {
  await site.work(async (work) => {
    await work.record(oneMore, { communityId: here, by: null, objectId: null })
    if (how === 'announced') work.touch(topic)
  })
  return ++count
}

test('a stream is ready, catches up with what its page lacks, and hears what is new', async () => {
  await countOne()
  const [newest, old] = [await listen('ben', `${topic}@${count}`), await listen('ben', `${topic}@0`)]
  await Promise.all([newest.until(isReady), old.until(isReady)])
  assert.deepEqual(
    newest.events.map(({ event }) => event),
    ['ready'],
  )
  assert.deepEqual(
    old.events.map(({ event }) => event),
    ['update', 'ready'],
  )
  assert.equal(old.events[0]?.data.changes?.[0]?.html, `member en ${count}`)
  const version = await countOne()
  await Promise.all([newest.until(isAt(version)), old.until(isAt(version))])
  newest.stop()
  old.stop()
})

test('an update whose announcement was lost is sent all the same', async () => {
  const ben = await listen('ben', `${topic}@${count}`)
  await ben.until(isReady)
  const version = await countOne('lost')
  await ben.until(isAt(version))
  ben.stop()
})

test('a stream is sent nothing that its reader may not see', async () => {
  const eve = await listen('eve', `${topic},count/nothing,nokind/x,%00@%E0%A4%A`)
  await eve.until(isReady)
  await countOne()
  await sleep(400)
  assert.deepEqual(
    eve.events.map(({ event }) => event),
    ['ready'],
  )
  eve.stop()
})

test('a stream is for those signed in', async () => {
  const at = `${address}/live?topics=${topic}`
  assert.equal((await fetch(at, { headers: { accept: 'application/json' } })).status, 401)
  // A page from before gets it in the one form that a browser passes on, and stops.
  const left = await fetch(at, { headers: { accept: 'text/event-stream' } })
  assert.deepEqual([left.status, left.headers.get('content-type')], [200, 'text/event-stream; charset=utf-8'])
  assert.equal(await left.text(), 'event: over\ndata: {"why":"signed_out"}\n\n')
  const authorization = `Bearer ${site.cast.people.ben.token}`
  for (const elsewhere of ['cross-site', 'same-site'])
    assert.equal((await fetch(at, { headers: { authorization, 'sec-fetch-site': elsewhere } })).status, 403, elsewhere)
  const head = await fetch(`${address}/live?topics=${topic}`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${site.cast.people.ben.token}` },
  })
  assert.equal(head.status, 200)
})

test('a new role changes what a stream is sent; the end of a membership ends it', async () => {
  const { cleo } = site.cast.people
  const stream = await listen('cleo', `${topic}@${count}`)
  await stream.until(isReady)
  await site.work(async (work) => {
    await work.tx
      .insertInto('membership_role')
      .values({ community_id: here, person_id: cleo.id, role: 'manager' })
      .execute()
    work.touchPerson(cleo.id)
  })
  await stream.until(({ data }) => data.changes?.[0]?.html === `leader en ${count}`)
  await site.work(async (work) => {
    await work.tx.deleteFrom('membership_role').where('person_id', '=', cleo.id).execute()
    await work.tx.deleteFrom('membership_source').where('person_id', '=', cleo.id).execute()
    await work.tx.deleteFrom('membership').where('person_id', '=', cleo.id).execute()
    work.touchPerson(cleo.id)
  })
  await stream.until(({ event, data }) => event === 'gone' && data.topic === topic)
  const version = await countOne()
  await sleep(400)
  assert.ok(!stream.events.some(isAt(version)))
  stream.stop()
})

test('a stream ends with the token it came by', async () => {
  const { dov } = site.cast.people
  const stream = await listen('dov', `${topic}@${count}`)
  await stream.until(isReady)
  await site.work(async (work) => {
    await work.tx.updateTable('api_token').set({ ended_at: work.now }).where('person_id', '=', dov.id).execute()
    work.touchPerson(dov.id)
  })
  await stream.over()
})

test('what rolled back is announced to nobody', async () => {
  const before = await listen('ben', `${topic}@${count}`)
  await before.until(isReady)
  await assert.rejects(
    site.work(async (work) => {
      await work.record(oneMore, { communityId: here, by: null, objectId: null })
      work.touch(topic)
      throw new Error('no')
    }),
  )
  await sleep(300)
  assert.deepEqual(
    before.events.map(({ event }) => event),
    ['ready'],
  )
  before.stop()
})

test('two programs on one database send each other their news, and a session that ends is never missed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guildhall-second-'))
  const second = await startProgram(
    { ...app, rooms: [...app.rooms, room] },
    readConfig({ DATA_DIR: dataDir, ROLES: 'web' }),
    site.database.connection,
    openLog('silent'),
  )
  after(() => rmSync(dataDir, { recursive: true, force: true }))
  const url = (await second.server?.listen({ host: '127.0.0.1', port: 0 })) as string
  const there = await listen('ben', `${topic}@${count}`, url)
  await there.until(isReady)
  const version = await countOne()
  await there.until(isAt(version))

  // A message that is not ours does no harm.
  for (const payload of ['nonsense', '{}', 'null', '{"from":"x","messages":1,"urgent":[]}'])
    await sql`select pg_notify('guildhall_live', ${payload})`.execute(site.database.db.write)
  const next = await countOne()
  await there.until(isAt(next))

  // A program that loses its listening connection ends its streams.
  const here = await listen('ben', `${topic}@${count}`)
  await here.until(isReady)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guildhall listening' and datname = current_database()`.execute(
    site.database.db.write,
  )
  await Promise.all([there.over(), here.over()])
  await sleep(500)

  // A stop does not wait for browsers that stay.
  const staying = await listen('ben', `${topic}@${count}`, url)
  await staying.until(isReady)
  await second.stop()
  await staying.over()
})

test('a browser that does not read its stream is disconnected, and the others go on', async () => {
  padding = 'x'.repeat(300_000)
  const ben = await listen('ben', `${topic}@${count}`)
  await ben.until(isReady)
  const socket = connect({ port: Number(new URL(address).port), host: '127.0.0.1' })
  socket.on('error', () => undefined)
  socket.write(
    `GET /live?topics=${topic}@${count} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${site.cast.people.ada.token}\r\n\r\n`,
  )
  await waitFor(() => site.platform.live.size === 2)
  socket.pause()
  await waitFor(async () => {
    await countOne()
    await sleep(260)
    return site.platform.live.size === 1
  })
  padding = ''
  const version = await countOne()
  await ben.until(isAt(version))
  socket.destroy()
  ben.stop()
})

test('a browser that has gone before its stream began leaves none behind', async () => {
  const { hostname, port } = new URL(address)
  const isEmpty = () => site.platform.live.size === 0
  await waitFor(isEmpty)
  const ask = `GET /live?topics=${topic} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${site.cast.people.ben.token}\r\n\r\n`
  for (let i = 0; i < 40; i++) {
    const socket = connect(Number(port), hostname)
    await new Promise<void>((sent) => socket.write(ask, () => sent()))
    await sleep(i % 4)
    socket.destroy()
  }
  const later = await listen('ben', topic)
  await later.until(isReady)
  later.stop()
  await waitFor(isEmpty, () => `${site.platform.live.size} streams are left`)
})

test('topics are read from an address with their versions', () => {
  assert.deepEqual(
    [...channelsIn('ping/0a-B@1%3A2,thread/x,inbox/y@,evil/../x,no,/x,a/b@%E0%A4%A')],
    [
      ['ping/0a-B', '1:2'],
      ['thread/x', null],
      ['inbox/y', null],
      ['a/b', null],
    ],
  )
  assert.equal(channelsIn(Array.from({ length: 100 }, (_, i) => `a/${i}`).join()).size, 40)
})
