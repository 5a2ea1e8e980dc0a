/**
 * The parts, in the order in which they are measured.
 */
import { pages } from './pages.ts'
import type { Part } from './part.ts'
import { replies } from './replies.ts'

export const parts: readonly Part[] = [pages, replies]
