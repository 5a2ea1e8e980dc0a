/** What a row may refuse follows from who may come, its path, what it does and how often, before what it says itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import { notFound, refusal } from '#server/platform/refuse.ts'

const closed = refusal('closed', 409, 'It is closed.')
const over = refusal('over', 404, 'This link is over.')
const common = { summary: 'A row.', input: z.object({}), view: z.object({}) }
const shown = { ...common, read: async () => ({}), page: () => html`` }
const done = { ...common, act: async () => ({}), respond: () => ({ location: '/' }) }
const codes = (row: Endpoint) => refusalsOf(row).map(({ code }) => code)

test('the refusals of a page follow from who may read it', () => {
  assert.deepEqual(codes(reads({ ...shown, path: '/a', who: 'anyone' })), [])
  assert.deepEqual(codes(reads({ ...shown, path: '/a', who: 'signed_in' })), ['sign_in_first'])
  const inCommunity = { ...shown, path: '/c/:community/a' }
  assert.deepEqual(codes(reads({ ...inCommunity, who: 'read' })), ['sign_in_first', 'not_found'])
  const toWriters = ['sign_in_first', 'not_found', 'forbidden', 'community_archived']
  assert.deepEqual(codes(reads({ ...inCommunity, who: 'discuss' })), toWriters)
  assert.deepEqual(codes(reads({ ...inCommunity, who: 'discuss', whileArchived: true })), toWriters.slice(0, 3))
  const hidden = reads({ ...shown, path: '/a', who: 'site_settings', refusals: [notFound] })
  assert.deepEqual(codes(hidden), ['sign_in_first', 'not_found'])
})

test('the refusals of an act include invalid input and a read-only token', () => {
  const act = acts({ ...done, path: '/a', who: 'signed_in', limit: { times: 1, seconds: 1 }, refusals: [closed] })
  assert.deepEqual(codes(act), ['sign_in_first', 'forbidden', 'input_invalid', 'too_many', 'closed'])
})

test('a mailed link refuses in its own words', () => {
  const link = { ...shown, path: '/l/:token', who: 'bearer', genuine: () => false } as const
  assert.deepEqual(codes(reads(link)), ['not_found'])
  assert.deepEqual(codes(reads({ ...link, forged: over })), ['over'])
})
