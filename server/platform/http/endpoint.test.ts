/** What an address reads of its path without being told: the community as it is written, and everything else an id. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { reads } from '#server/platform/http/endpoint.ts'

const id = '018f6b6e-7d1c-7a2b-8c3d-4e5f60718293'
const shown = { path: '/c/:community/x/:thing', summary: 'A row.', who: 'read', page: () => html`` } as const
const view = z.object({ community: z.string(), thing: z.string() })
const sent = { community: 'first-line-leaders', thing: id, q: 'words', other: 'left aside' }
const { q: _, other: __, ...inPath } = sent

test('the parts of a path are read beside the input', () => {
  const bare = reads({ ...shown, view, read: async (_look, _actor, input) => input })
  assert.deepEqual(bare.input.parse(sent), inPath)
  const query = z.object({ q: z.string() }).refine(({ q }) => q !== 'nothing')
  const asked = reads({ ...shown, view, input: query, read: async (_look, _actor, { q: _, ...input }) => input })
  assert.deepEqual(asked.input.parse(sent), { ...inPath, q: 'words' })
  assert.equal(asked.input.safeParse({ ...sent, q: 'nothing' }).success, false, 'its own rules hold')
})

test('a malformed id is read as one that no row has, unless the input reads that part in its own way', () => {
  const bare = reads({ ...shown, view, read: async (_look, _actor, input) => input })
  assert.equal(bare.input.parse({ ...sent, thing: 'none' }).thing, '00000000-0000-0000-0000-000000000000')
  const input = z.object({ thing: z.enum(['one', 'two']) })
  const own = reads({ ...shown, view, input, read: async (_look, _actor, given) => given })
  assert.equal(own.input.parse({ ...sent, thing: 'one' }).thing, 'one')
})
