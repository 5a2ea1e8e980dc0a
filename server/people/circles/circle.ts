/** Circles: what they are, where they are, and the rules that need nothing else. */
import { addressPart, shortId } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

export const circleJoinings = ['open', 'request'] as const

export const circleArchived = refusal(
  'circle_archived',
  409,
  'This circle is archived. What was written for it can be read, but nothing can be changed.',
)
export const notByRequest = refusal(
  'circle_open',
  409,
  'Nothing was done: this circle is open, so nobody has to ask. Join it at once.',
)
export const onlyByRequest = refusal(
  'circle_by_request',
  409,
  'Nothing was done: in this circle one asks first. Send a request.',
)

/** The circles of a community. */
export function circlesAddress(slug: string): string {
  return `/c/${slug}/circles`
}

/** One circle. */
export function circleAddress(slug: string, { id, name }: { readonly id: string; readonly name: string }): string {
  return `${circlesAddress(slug)}/${addressPart(name, id)}`
}

/** Where acts on it are sent: without its name, which may change. */
export function circleActs(slug: string, { id }: { readonly id: string }): string {
  return `${circlesAddress(slug)}/${shortId(id)}`
}
