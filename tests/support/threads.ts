/**
 * Threads and posts of the cast, written through the site's own addresses.
 */
import assert from 'node:assert/strict'
import type { CastName } from '#tests/support/cast.ts'
import type { Site } from '#tests/support/site.ts'

/** A thread that was started. */
export interface StartedThread {
  readonly id: string
  readonly title: string
}

/** Starts a thread in the cast's community. */
export async function startThread(
  site: Site,
  who: CastName,
  title: string,
  source = 'What do you think?',
): Promise<StartedThread> {
  const answer = await site.as(who).send(`/c/${site.cast.community.slug}/discussions`, { title, kind: 'talk', source })
  assert.equal(answer.status, 201, answer.text)
  return { id: answer.json.id, title }
}

/** Writes a post in a thread, or an answer to one of its posts. @returns the post's id */
export async function writePost(
  site: Site,
  who: CastName,
  thread: StartedThread,
  source: string,
  parent?: string,
): Promise<string> {
  const answer = await site
    .as(who)
    .send(`/c/${site.cast.community.slug}/discussions/${thread.id}/posts`, { source, ...(parent ? { parent } : {}) })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id
}
