/** The newest members, as a few faces beside the community's page: the reader sees that it is alive, and who is new. */
import type { CommunityHead } from '#server/communities/community.ts'
import type { NewestMember } from '#server/communities/members/views.ts'
import { faces } from '#server/platform/html/face.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { count, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Fewer faces are not worth showing: those people are featured, or found in the list of members. */
const fewest = 4

/** Their faces, each leading to its person, and the way to everybody. */
export function newestFaces(newest: readonly NewestMember[], screen: Screen, head: CommunityHead): Html | null {
  const { t } = screen
  if (newest.length < fewest) return null
  return section({
    id: 'newest',
    kind: 'side',
    title: t('New members'),
    more: html`<a href="/c/${head.slug}/members">${t('all {n}', { n: count(screen, head.members) })}</a>`,
    inside: faces(newest),
  })
}
