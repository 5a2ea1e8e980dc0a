/** Messages to other processes fit into PostgreSQL's notifications, however many people a Ping reaches. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { openBroadcaster } from '#server/platform/broadcaster.ts'
import { openLog } from '#server/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { db } = await testDatabase()
const log = openLog('silent', process.stderr)

/** Two processes: one tells, and what the other heard. */
async function twoProcesses(t: { after(end: () => Promise<void>): void }, writePool = db.writePool) {
  const channel = `telling ${randomUUID()}`
  const here = openBroadcaster({ ...db, writePool }, channel, log)
  const there = openBroadcaster(db, channel, log)
  const heard: string[] = []
  await there.listen((messages, urgent) => void heard.push(...urgent, ...messages))
  await here.listen(() => assert.fail('nobody hears themselves'))
  t.after(() => there.close())
  return { here, heard }
}

test('a thousand messages at once are sent in notifications of a size that PostgreSQL takes, before the broadcaster closes', async (t) => {
  const { here, heard } = await twoProcesses(t)
  const topics = Array.from({ length: 1000 }, () => `inbox/${randomUUID()}`)
  here.tell(topics)
  await here.close()
  await waitFor(() => heard.length >= topics.length)
  assert.deepEqual(new Set(heard), new Set(topics))
})

test('messages that could not be sent are sent again, the urgent ones first', async (t) => {
  let isAway = true
  const query = (...given: [string, unknown[]]) =>
    isAway ? Promise.reject(new Error('no database')) : db.writePool.query(...given)
  const { here, heard } = await twoProcesses(t, { query } as unknown as pg.Pool)
  here.tell(
    Array.from({ length: 200 }, (_, i) => `note/${i}`),
    ['ada'],
  )
  await sleep(300)
  isAway = false
  await waitFor(() => heard.length >= 201)
  assert.equal(heard[0], 'ada')
  assert.equal(new Set(heard).size, 201)
  await here.close()
})
