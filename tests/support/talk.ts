/**
 * Talk among the cast, said through the site's own addresses.
 */
import assert from 'node:assert/strict'
import type { CastName } from '#tests/support/cast.ts'
import type { Site } from '#tests/support/site.ts'

/** A thread somebody began. */
export interface Begun {
  readonly id: string
  readonly title: string
}

/** Begins a discussion in the cast's community. */
export async function begin(site: Site, who: CastName, title: string, source = 'What do you think?'): Promise<Begun> {
  const answer = await site.as(who).send(`/c/${site.cast.community.slug}/discussions`, { title, kind: 'talk', source })
  assert.equal(answer.status, 201, answer.text)
  return { id: answer.json.id, title }
}

/** Says something in a thread, or answers a post of it. @returns the post's id */
export async function say(site: Site, who: CastName, thread: Begun, source: string, parent?: string): Promise<string> {
  const answer = await site
    .as(who)
    .send(`/c/${site.cast.community.slug}/discussions/${thread.id}/posts`, { source, ...(parent ? { parent } : {}) })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.id
}
