/**
 * The parts, in the order in which they are measured.
 */
import { beyond, browsing, burst } from './burst.ts'
import { kill } from './kill.ts'
import { machines } from './machines.ts'
import { mailing } from './mailing.ts'
import { pages } from './pages.ts'
import type { Part } from './part.ts'
import { people } from './people.ts'
import { replies } from './replies.ts'
import { scale } from './scale.ts'
import { search, searchAtScale } from './search.ts'
import { starts } from './starts.ts'
import { streams } from './streams.ts'

export const parts: readonly Part[] = [
  pages,
  replies,
  streams,
  starts,
  mailing,
  burst,
  browsing,
  kill,
  machines,
  scale,
  search,
  searchAtScale,
  beyond,
  // Last, as it leaves a community with ten thousand more.
  people,
]
