/**
 * Loaded before a helper's own program: ends the process once it holds more memory or has worked longer than it was given. The
 * limit of the heap does not count what lies outside of it, such as bytes that a stream unpacks to; and on a busy machine a helper
 * that waits for its turn has not worked. A thread of its own looks, since unpacking holds up the process's first one.
 */
import { getEnvironmentData, isMainThread, setEnvironmentData, Worker } from 'node:worker_threads'
import type { LimitedUse } from '#server/platform/limited/run-limited.ts'

const name = 'what it may use'
const everyMs = 50

if (isMainThread) {
  setEnvironmentData(name, JSON.parse(process.env.MAY_USE ?? '{}'))
  new Worker(new URL(import.meta.url)).unref()
} else {
  const { memoryMb, workMs } = getEnvironmentData(name) as LimitedUse
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    const isTooMuch = process.memoryUsage.rss() > memoryMb * 1_000_000 || user + system > workMs * 1000
    if (isTooMuch) process.kill(process.pid, 'SIGKILL')
  }, everyMs)
}
