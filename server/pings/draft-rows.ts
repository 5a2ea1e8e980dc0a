/**
 * The Pings somebody has written and not sent: as rows that lead on to sending them.
 */
import type { DraftItem } from '#server/pings/list-views.ts'
import { glyph } from '#server/platform/html/cover.ts'
import type { Html } from '#server/platform/html/html.ts'
import { rows } from '#server/platform/html/list.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One row for each. */
export function draftRows(drafts: readonly DraftItem[], screen: Screen): Html {
  const { t } = screen
  return rows(
    drafts.map(({ address, question, createdAt }) => ({
      before: glyph('ping'),
      href: address,
      title: question,
      about: t('Only you see it until you send it'),
      after: timeTag(createdAt, screen),
    })),
  )
}
