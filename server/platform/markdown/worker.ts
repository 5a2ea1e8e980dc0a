/**
 * The thread in which Markdown is rendered. It answers each job with its result, and is ended from outside when one takes too long.
 */
import { parentPort } from 'node:worker_threads'
import { render } from './render.ts'
import type { RenderOptions } from './rendered.ts'

/** One source on its way to the thread. */
export interface Job {
  readonly source: string
  readonly options: RenderOptions
}

/** The thread has begun a job; it had worked for so many milliseconds before. */
export interface Begun {
  readonly begun: number
}

parentPort?.on('message', ({ source, options }: Job) => {
  const { user, system } = process.threadCpuUsage()
  parentPort?.postMessage({ begun: (user + system) / 1000 } satisfies Begun)
  parentPort?.postMessage(render(source, options))
})
parentPort?.postMessage('ready')
