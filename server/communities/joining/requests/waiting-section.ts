/** On the first page of whoever looks after members: in which communities requests to join wait. */
import { z } from 'zod'
import { listWaitingRequests, waitingRequests } from '#server/communities/joining/requests/reads-requests.ts'
import type { FirstPageSection } from '#server/platform/declared.ts'
import { html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { section } from '#server/platform/html/parts.ts'

const view = z.array(waitingRequests)

export const waitingSection: FirstPageSection = {
  key: 'requests',
  view,
  async read(look, actor) {
    const memberships = actor.kind === 'person' ? actor.memberships : []
    const answered = memberships.filter(({ permissions }) => permissions.includes('manage_members'))
    const ids = answered.map(({ communityId }) => communityId)
    // Most people look after no members, and cost no query.
    return ids.length > 0 ? listWaitingRequests(look, ids) : []
  },
  show(waiting: z.infer<typeof view>, { t }) {
    if (waiting.length === 0) return null
    const rows = waiting.map(({ slug, name, waiting: n }) => ({
      href: `/c/${slug}/members/requests`,
      title: t('{n, plural, one {# person would like to join.} other {# people would like to join.}}', { n }),
      about: html`<span dir="auto">${name}</span>`,
    }))
    return section({ id: 'requests', title: t('Requests to join'), inside: listRows(rows) })
  },
}
