/**
 * A queue for each key: callbacks of one key run one after the other, and those of different keys do not wait for each other.
 */

/** Runs a callback after all that were queued under the same key before it, whether those succeeded or failed. */
export type KeyedQueue = (key: string, run: () => Promise<void>) => Promise<void>

/** Opens the queues; an empty one takes no memory. */
export function openKeyedQueue(): KeyedQueue {
  const queues = new Map<string, Promise<void>>()
  return (key, run) => {
    const done = (queues.get(key) ?? Promise.resolve()).then(run)
    const settled = done
      .catch(() => undefined)
      .then(() => {
        if (queues.get(key) === settled) queues.delete(key)
      })
    queues.set(key, settled)
    return done
  }
}
