/**
 * The thread in which one list is read; see read-list-apart.ts.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type ListFile, readList } from '#server/toolkit/import/markdown-list.ts'

parentPort?.postMessage(readList(workerData as readonly ListFile[]))
