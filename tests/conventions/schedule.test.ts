/** When jobs run by themselves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCrontab } from 'graphile-worker'
import { app } from '#server/app.ts'

test('every time at which a job runs by itself is one that the worker understands', () => {
  const jobs = app.rooms.flatMap(({ jobs = [] }) => jobs).flatMap(({ task, cron }) => (cron ? [{ task, cron }] : []))
  assert.ok(jobs.length > 5)
  for (const { task, cron } of jobs) assert.doesNotThrow(() => parseCrontab(`${cron} ${task}`), `${task}: ${cron}`)
})
