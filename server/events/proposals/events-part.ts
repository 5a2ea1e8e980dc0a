/** On the page of events: what waits for those who plan them, and the way to one's own proposals. */
import type { z } from 'zod'
import { proposalsAddress } from '#server/events/proposals/proposal.ts'
import type { proposalCounts } from '#server/events/proposals/reads-count.ts'
import { html, type Piece } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

type Counts = z.infer<typeof proposalCounts>

/** Nothing where none wait for the reader. */
export function proposalsWait({ toAnswer: n }: Counts, slug: string, { t }: Screen): Piece {
  if (n === 0) return null
  return notice(
    t('{n, plural, one {# proposal waits} other {# proposals wait}} for an answer.', { n }),
    'plain',
    html`<a class="button" href="${proposalsAddress(slug)}">${t('See what members propose')}</a>`,
  )
}

/** Nothing where the reader proposed nothing. */
export function ownProposals({ own }: Counts, slug: string, { t }: Screen): Piece {
  return own > 0 ? html` · <a href="${proposalsAddress(slug)}">${t('What you proposed')}</a>` : null
}
