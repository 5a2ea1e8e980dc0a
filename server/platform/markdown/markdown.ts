/**
 * Markdown for the site: rendered when written, so that no text a person can send makes anybody else wait. A light one is
 * rendered at once; any other in a thread that is ended after a second of work.
 */
import { Worker } from 'node:worker_threads'
import { cutDown, type Rendered, type RenderOptions } from './rendered.ts'
import { isLight } from './weight.ts'
import type { Begun, Job } from './worker.ts'

export { findMentions, findTags } from './handles.ts'

export { excerpt } from './plain-text.ts'
export { longestSource, type Rendered, type RenderOptions, rendererVersion } from './rendered.ts'

const mostThreads = 2
/**
 * How long one source may take, in milliseconds: in processor time, so that a busy machine cuts nobody's words off;
 * and by the clock, for a thread whose processor time can't be read.
 */
const longest = { work: 1000, clock: 20_000 }

interface Waiting extends Job {
  readonly done: (rendered: Rendered) => void
}

interface Thread {
  readonly worker: Worker
  job: Waiting | null
  timers: NodeJS.Timeout[]
}

const waiting: Waiting[] = []
const idle: Thread[] = []
const threads = new Set<Thread>()

/**
 * Renders what a person wrote. Never fails: a source over 64 KB, or one that would take longer than a second,
 * comes back as plain text with `cut: true`.
 * @param options who may be mentioned (look up `findMentions(source)`), what makes footnote ids unique, post or article
 */
export async function renderMarkdown(source: string, options: RenderOptions = {}): Promise<Rendered> {
  if (isLight(source)) {
    // Loaded with the first of them: a program that only shows pages does without.
    const { render } = await import('./render.ts')
    try {
      return render(source, options)
    } catch {
      return cutDown(source)
    }
  }
  return renderApart(source, options)
}

function renderApart(source: string, options: RenderOptions): Promise<Rendered> {
  return new Promise((done) => {
    waiting.push({ source, options, done })
    next()
  })
}

/** Ends the threads; what is still being rendered comes out cut. The next call starts new ones. */
export async function closeMarkdown(): Promise<void> {
  await Promise.all([...threads].map((thread) => end(thread)))
}

function next(): void {
  while (waiting.length > 0) {
    const thread = idle.pop()
    if (!thread) break
    give(thread, waiting.shift() as Waiting)
  }
  if (waiting.length > 0 && threads.size < mostThreads && threads.size < waiting.length + busy()) start()
}

function busy(): number {
  let count = 0
  for (const thread of threads) if (thread.job) count++
  return count
}

function start(): void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 },
  })
  const thread: Thread = { worker, job: null, timers: [] }
  threads.add(thread)
  worker.on('message', (message: Rendered | Begun | 'ready') => {
    if (message !== 'ready') {
      if ('begun' in message) return watch(thread, message.begun)
      settle(thread, message)
    }
    if (!threads.has(thread)) return
    // An idle thread must not keep a finished program alive.
    if (waiting.length === 0) worker.unref()
    idle.push(thread)
    next()
  })
  // A source that exhausts the thread's memory ends it with an error; the exit that follows cleans up.
  worker.on('error', () => {})
  worker.on('exit', () => {
    forget(thread)
    // Where a thread can't even start, nothing renders the jobs that wait.
    if (!thread.job && threads.size === 0) for (const job of waiting.splice(0)) job.done(cutDown(job.source))
    settle(thread, null)
    next()
  })
}

function give(thread: Thread, job: Waiting): void {
  thread.worker.ref()
  thread.job = job
  thread.worker.postMessage({ source: job.source, options: job.options } satisfies Job)
}

/** Ends a thread that has worked for too long on one source since it began it. */
function watch(thread: Thread, begun: number): void {
  const look = async () => {
    const job = thread.job
    const { user, system } = await thread.worker.cpuUsage()
    const left = longest.work - ((user + system) / 1000 - begun)
    if (thread.job !== job) return
    if (left <= 0) await end(thread)
    else thread.timers.push(setTimeout(lookAgain, left))
  }
  // The check fails where the thread has ended; then nothing is left to do.
  const lookAgain = () => void look().catch(() => undefined)
  thread.timers = [setTimeout(lookAgain, longest.work), setTimeout(() => void end(thread), longest.clock)]
}

function settle(thread: Thread, rendered: Rendered | null): void {
  const job = thread.job
  for (const timer of thread.timers.splice(0)) clearTimeout(timer)
  thread.job = null
  job?.done(rendered ?? cutDown(job.source))
}

async function end(thread: Thread): Promise<void> {
  forget(thread)
  await thread.worker.terminate()
}

function forget(thread: Thread): void {
  threads.delete(thread)
  const at = idle.indexOf(thread)
  if (at >= 0) idle.splice(at, 1)
}
