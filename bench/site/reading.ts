/**
 * What people read on a seeded site, with its gates (docs/performance.md).
 */
import type { LoadRequest } from '#bench/load/request.ts'
import { openPages, threadsOfLength } from './known.ts'
import { jsonOf, pageOf, type Site } from './site.ts'

/** One kind of page, asked for by many people. Gate and goal divide the reference's rate. */
export interface Reading {
  readonly name: string
  readonly gate: number | null
  readonly goal: number | null
  readonly requests: readonly LoadRequest[]
}

/** The pages of the first community, and home. */
export async function readsOf(site: Site): Promise<Reading[]> {
  const threads = await threadsOfLength(site, 19, 21)
  const written = await openPages(site)
  const long = await threadsOfLength(site, 60, 200)
  const root = `/c/${site.community}`
  const by = site.members.slice(0, 200)
  const spread = (make: (i: number) => LoadRequest) => Array.from({ length: 400 }, (_, i) => make(i))
  const visitor = (i: number) => by[i % by.length] as (typeof by)[number]
  const thread = (i: number) => `${root}/discussions/${threads[i % threads.length]}`
  return [
    {
      name: 'thread page, 20 posts, HTML, c=16',
      gate: 13,
      goal: 8,
      requests: spread((i) => pageOf(thread(i), visitor(i))),
    },
    { name: 'thread, JSON, c=16', gate: 9, goal: 6, requests: spread((i) => jsonOf(thread(i), visitor(i))) },
    {
      name: '20 posts with all their replies, HTML, c=16',
      gate: null,
      goal: null,
      requests: spread((i) => pageOf(`${root}/discussions/${long[i % long.length]}`, visitor(i))),
    },
    { name: 'community page, c=16', gate: 16, goal: 10, requests: spread((i) => pageOf(root, visitor(i))) },
    { name: 'Toolkit, c=16', gate: 12, goal: 10, requests: spread((i) => pageOf(`${root}/toolkit`, visitor(i))) },
    { name: 'working pages, c=16', gate: 18, goal: 10, requests: spread((i) => pageOf(`${root}/pages`, visitor(i))) },
    {
      name: 'working page, c=16',
      gate: 18,
      goal: 10,
      requests: spread((i) => pageOf(`${root}/pages/${written[i % written.length]}`, visitor(i))),
    },
    { name: 'home, c=16', gate: 5.5, goal: null, requests: spread((i) => pageOf('/', visitor(i))) },
  ]
}
