/** Announcements to other processes fit into PostgreSQL's notifications, however many people a Ping reaches. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openHub } from '#server/platform/live/hub.ts'
import { openLog } from '#server/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { db } = await testDatabase()

test('a thousand topics at once are told in notifications PostgreSQL takes', async () => {
  const heard: string[] = []
  const listening = await db.listen('telling', {
    heard: (payload) => void heard.push(...JSON.parse(payload).topics),
    lost: () => undefined,
    back: () => undefined,
  })
  const hub = openHub({
    channels: new Map(),
    log: openLog('silent', process.stderr),
    look: () => assert.fail('nobody watches'),
    actorAgain: async () => null,
    async notify(topics, people) {
      await db.writePool.query('select pg_notify($1, $2)', ['telling', JSON.stringify({ from: 'x', topics, people })])
    },
  })
  const topics = Array.from({ length: 1000 }, () => `inbox/${randomUUID()}`)
  hub.announce(topics, [])
  await hub.close()
  await db.writePool.query('select 1')
  await waitFor(() => heard.length >= topics.length)
  assert.deepEqual(new Set(heard), new Set(topics))
  await listening.close()
})
