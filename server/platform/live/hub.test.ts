/**
 * The hub by itself, with topics of the test's own: what is read how often, and what comes in which order.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import { type HubTerms, openHub } from '#server/platform/live/hub.ts'
import type { LiveHub, LiveStream } from '#server/platform/live/live.ts'
import { openLog } from '#server/platform/log.ts'
import type { Look } from '#server/platform/work.ts'
import { waitFor } from '#tests/support/wait-for.ts'

interface Stage {
  readonly hub: LiveHub
  /** The state of every topic; its version. */
  state: number
  /** Topics read, as `channel viewerClass locale since`. */
  readonly reads: string[]
  looks: number
  /** How often it was asked who may watch. */
  questions: number
  again: (actor: Actor) => Promise<Actor | null>
  agains: number
  /** Runs while a topic is read. */
  whileReading: () => Promise<void>
  readonly told: { topics: readonly string[]; people: readonly string[] }[]
}

const hubs: LiveHub[] = []
after(() => Promise.all(hubs.map((hub) => hub.close())))

function openStage(terms: Partial<HubTerms> = {}): Stage {
  const stage: Stage = {
    hub: undefined as unknown as LiveHub,
    state: 1,
    reads: [],
    looks: 0,
    questions: 0,
    again: async (actor) => ({ ...actor }),
    agains: 0,
    whileReading: async () => undefined,
    told: [],
  }
  const hub = openHub({
    channels: new Map([
      [
        'note',
        {
          kind: 'note',
          async viewerClassesOf(_look, actor, ids) {
            stage.questions++
            await sleep(1)
            const role = actor.kind === 'person' ? actor.memberships[0]?.name : undefined
            return new Map(role ? ids.map((id) => [id, role]) : [])
          },
          async changes(_look, id, viewerClass, locale, since) {
            stage.reads.push(`${id} ${viewerClass} ${locale} ${since}`)
            const seen = stage.state
            await stage.whileReading()
            return {
              version: String(seen),
              changes: [{ target: 't', mode: 'replace', html: `${viewerClass} ${seen}` }],
            }
          },
        },
      ],
    ]),
    log: openLog('silent'),
    async look() {
      stage.looks++
      return {} as Look
    },
    actorAgain(actor) {
      stage.agains++
      return stage.again(actor)
    },
    tell(topics, people) {
      stage.told.push({ topics, people })
    },
    ...terms,
  })
  hubs.push(hub)
  return Object.assign(stage, { hub })
}

function person(name: string, role: 'member' | 'manager' | null = 'member', more: Partial<PersonActor> = {}): Actor {
  const memberships = role
    ? [{ communityId: 'c', slug: 'c', name: role, hue: 1, status: 'active', permissions: [] }]
    : []
  const site = { name: 'Hall', isDemo: false }
  const reader = { locale: 'en', zone: 'UTC', now: new Date(), site }
  const via = { sessionId: `session of ${name}`, tokenId: null }
  return { ...reader, ...via, kind: 'person', personId: name, memberships, ...more } as unknown as Actor
}

interface Tab extends LiveStream {
  readonly got: string[]
  isClosed: boolean
}

function tab(): Tab {
  const one: Tab = {
    got: [],
    isClosed: false,
    send(event, data) {
      const { version, changes, why } = JSON.parse(data)
      one.got.push(event === 'update' ? `${version}: ${changes[0].html}` : event === 'over' ? `over: ${why}` : event)
    },
    close() {
      one.isClosed = true
    },
  }
  return one
}

const note = (since: string | null = '1') => new Map([['note/1', since]])

test('an old page is sent what it lacks on connecting, the newest one nothing', async () => {
  const { hub } = openStage()
  const [old, none, newest] = [tab(), tab(), tab()]
  await hub.watch(person('a'), note('0'), old)
  await hub.watch(person('b'), note(null), none)
  await hub.watch(person('c'), note('1'), newest)
  assert.deepEqual([old.got, none.got, newest.got], [['1: member 1'], ['1: member 1'], []])
})

test('a channel that the reader may not watch, or that does not exist, sends nothing', async () => {
  const { hub, reads } = openStage()
  const one = tab()
  await hub.watch(
    person('stranger', null),
    new Map([
      ['note/1', null],
      ['nothing/1', null],
    ]),
    one,
  )
  hub.hear(['note/1', 'nothing/1', ''], ['nobody'])
  await sleep(50)
  assert.deepEqual([one.got, reads], [[], []])
})

test('a thousand streams cost one reading for each viewer class and language, and all get the same', async () => {
  const stage = openStage()
  const tabs = await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const one = tab()
      const actor = person(`p${i}`, i % 10 ? 'member' : 'manager', { locale: i % 2 ? 'en' : 'de' })
      await stage.hub.watch(actor, note('1'), one)
      return one
    }),
  )
  assert.equal(stage.reads.length, 3, 'as many as there are audiences and languages among them')
  stage.reads.length = 0
  const looks = stage.looks
  stage.state = 2
  for (let i = 0; i < 50; i++) stage.hub.announce(['note/1'], [])
  await waitFor(() => tabs.every(({ got }) => got.length > 0))
  assert.deepEqual(stage.reads.sort(), ['1 manager de 1', '1 member de 1', '1 member en 1'])
  assert.ok(stage.looks - looks <= 1)
  assert.ok(tabs.every(({ got }, i) => got.length === 1 && got[0] === `2: ${i % 10 ? 'member' : 'manager'} 2`))
})

test('after a restart all pages reconnect at once with the same version: what they lack is read once', async () => {
  const stage = openStage()
  stage.state = 9
  const tabs = Array.from({ length: 200 }, tab)
  await Promise.all(tabs.map((one, i) => stage.hub.watch(person(`p${i}`), note('3'), one)))
  assert.deepEqual(stage.reads, ['1 member en 3'])
  assert.ok(tabs.every(({ got }) => got.join() === '9: member 9'))
})

test('the first update is sent at once, further ones at most four a second', async () => {
  const stage = openStage()
  const one = tab()
  await stage.hub.watch(person('a'), note(), one)
  const begun = performance.now()
  for (let i = 0; i < 100; i++) {
    stage.state++
    stage.hub.announce(['note/1'], [])
    await sleep(5)
  }
  await waitFor(() => one.got.at(-1) === '101: member 101')
  const atMost = 2 + (performance.now() - begun) / 250
  assert.ok(one.got.length >= 3 && one.got.length <= atMost, one.got.join(' | '))
})

test('nobody is sent an older state after a newer one, although reads overlap', async () => {
  const stage = openStage()
  const one = tab()
  await stage.hub.watch(person('a'), note(), one)
  stage.whileReading = () => sleep(30)
  const late = tab()
  const coming = stage.hub.watch(person('b'), note('0'), late)
  await sleep(10)
  stage.state = 2
  stage.hub.announce(['note/1'], [])
  await coming
  for (const { got } of [one, late]) await waitFor(() => got.at(-1) === '2: member 2')
  assert.deepEqual(late.got, ['1: member 1', '2: member 2'])
})

test('a change of permissions changes what a stream is sent; a person who loses them is told that the page is gone', async () => {
  const stage = openStage()
  const [ada, ben] = [tab(), tab()]
  await stage.hub.watch(person('ada'), note(), ada)
  await stage.hub.watch(person('ben'), note(), ben)
  stage.again = async () => person('ada', 'manager')
  stage.hub.announce([], ['ada'])
  await waitFor(() => ada.got.length > 0)
  assert.deepEqual([ada.got, ben.got], [['1: manager 1'], []])
  stage.again = async () => person('ada', null)
  stage.hub.announce([], ['ada'])
  await waitFor(() => ada.got.at(-1) === 'gone')
  stage.state = 2
  stage.hub.announce(['note/1'], [])
  await waitFor(() => ben.got.length > 0)
  assert.deepEqual([ada.got.at(-1), ben.got], ['gone', ['2: member 2']])
})

test('a session is asked for once however many tabs it has, and its end closes them all', async () => {
  const stage = openStage()
  const tabs = Array.from({ length: 20 }, tab)
  const other = tab()
  for (const one of tabs) await stage.hub.watch(person('ada'), note(), one)
  await stage.hub.watch(person('ada', 'member', { sessionId: 'another' }), note(), other)
  stage.again = async (actor) => (actor.kind === 'person' && actor.sessionId === 'another' ? actor : null)
  stage.hub.announce([], ['ada'])
  await waitFor(() => tabs.every(({ isClosed }) => isClosed) && stage.agains >= 2)
  assert.equal(stage.agains, 2)
  assert.equal(other.isClosed, false)
  assert.equal(stage.hub.size, 1)
})

test('permissions that change while somebody connects are the ones that count', async () => {
  const stage = openStage()
  stage.again = async () => person('ada', null)
  const during = tab()
  const coming = stage.hub.watch(person('ada'), note(null), during)
  stage.hub.hear([], ['ada'])
  await coming
  await sleep(30)
  // The actor was loaded before the change, and comes to watch just after it.
  const afterwards = tab()
  await stage.hub.watch(person('ada'), note(null), afterwards)
  stage.state = 2
  stage.hub.announce(['note/1'], [])
  await sleep(300)
  assert.ok(!during.got.some((one) => one.startsWith('2')), during.got.join())
  assert.deepEqual(afterwards.got, [])
})

test('a failed read disturbs no other stream, and is repeated', async () => {
  const stage = openStage()
  const one = tab()
  await stage.hub.watch(person('a'), note(), one)
  stage.whileReading = async () => {
    throw new Error('no database')
  }
  await assert.rejects(stage.hub.watch(person('b'), note('0'), tab()), /no database/)
  assert.equal(stage.hub.size, 1)
  stage.state = 2
  stage.hub.announce(['note/1'], [])
  await waitFor(() => stage.reads.length > 2)
  stage.whileReading = async () => undefined
  await waitFor(() => one.got.length > 0)
  assert.deepEqual(one.got, ['2: member 2'])
})

test('where a person cannot be loaded again, their streams end and nobody else’s', async () => {
  const stage = openStage()
  const [ada, ben] = [tab(), tab()]
  await stage.hub.watch(person('ada'), note(), ada)
  await stage.hub.watch(person('ben'), note(), ben)
  stage.again = async () => {
    throw new Error('no database')
  }
  stage.hub.announce([], ['ada'])
  await waitFor(() => ada.isClosed)
  assert.equal(ben.isClosed, false)
})

test('a hub that is closed ends its streams and takes no more', async () => {
  const stage = openStage()
  const [before, late] = [tab(), tab()]
  const stop = await stage.hub.watch(person('a'), note(), before)
  stage.hub.announce(['note/2'], ['x'])
  await stage.hub.close()
  await stage.hub.watch(person('b'), note(), late)
  assert.deepEqual([before.isClosed, late.isClosed, stage.hub.size], [true, true, 0])
  assert.deepEqual(stage.told, [{ topics: ['note/2'], people: ['x'] }])
  stop()
})

test('of too many streams of one person the oldest ends, and its page is told so', async () => {
  const { hub } = openStage()
  const tabs = Array.from({ length: 61 }, tab)
  const [oldest, second] = tabs as [Tab, Tab]
  for (const [i, one] of tabs.entries())
    await hub.watch(person('ada', 'member', { sessionId: `session ${i % 4}` }), note(), one)
  assert.deepEqual([oldest.isClosed, oldest.got], [true, ['over: too_many']])
  assert.deepEqual([second.isClosed, hub.size], [false, 60])
  const others = tab()
  await hub.watch(person('ben'), note(), others)
  assert.deepEqual([second.isClosed, hub.size], [false, 61])
})

test('one session holds twenty of them', async () => {
  const { hub } = openStage()
  const other = tab()
  await hub.watch(person('ada', 'member', { sessionId: 'another' }), note(), other)
  const tabs = Array.from({ length: 22 }, tab)
  for (const one of tabs) await hub.watch(person('ada'), note(), one)
  assert.deepEqual(
    tabs.map(({ isClosed }) => isClosed),
    [true, true, ...Array.from({ length: 20 }, () => false)],
  )
  assert.equal(other.isClosed, false)
})

test('who may watch the topics of a page is one question for each kind', async () => {
  const stage = openStage()
  const one = tab()
  await stage.hub.watch(person('ada'), new Map(Array.from({ length: 40 }, (_, i) => [`note/${i}`, '0'])), one)
  assert.deepEqual([stage.questions, one.got.length], [1, 40])
})

test('a page whose session ended is told so, once and for all', async () => {
  const stage = openStage()
  const one = tab()
  await stage.hub.watch(person('ada'), note(), one)
  stage.again = async () => null
  stage.hub.announce([], ['ada'])
  await waitFor(() => one.isClosed)
  assert.deepEqual([one.isClosed, one.got], [true, ['over: signed_out']])
  const late = tab()
  await stage.hub.watch(person('ada'), note(), late)
  assert.deepEqual([late.isClosed, late.got], [true, ['over: signed_out']])
})
