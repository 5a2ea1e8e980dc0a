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

parentPort?.on('message', ({ source, options }: Job) => {
  parentPort?.postMessage(render(source, options))
})
parentPort?.postMessage('ready')
