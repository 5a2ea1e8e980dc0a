/** The line on the page of a hidden entry, which its author and those who moderate still read. Pure. */
import { z } from 'zod'
import { type Html, html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'

const hidingReasons = ['moderator', 'held'] as const

/** That an entry is hidden: why, by whom and since when (milliseconds since 1970); null where it is not. */
export const hiddenView = z
  .object({ because: z.enum(hidingReasons), by: z.string().nullable(), why: z.string(), at: z.number() })
  .nullable()
export type HiddenView = z.infer<typeof hiddenView>

/** That it is hidden, by whom, why, and who still reads it. Those who moderate also get the way to show it again. */
export function hiddenLine(
  hidden: HiddenView,
  community: { readonly id: string; readonly slug: string },
  screen: Screen,
): Html | null {
  if (!hidden) return null
  const { t } = screen
  const { because, by, why, at } = hidden
  const says =
    because === 'held'
      ? t('This waits for a moderator. Until then only its author and those who moderate here see it.')
      : sentence(
          t(
            'Hidden by {name}, {when}. Only its author and those who moderate here still see it.',
            holes('name', 'when'),
          ),
          {
            name: by ?? t('Former member'),
            when: timeTag(new Date(at), screen, 'moment'),
          },
        )
  const moderates = may(screen.actor, 'moderate', community.id)
  return notice(
    html`${says}${why ? html` <span dir="auto">${t('Why: {why}', { why })}</span>` : null}`,
    'plain',
    moderates ? html`<a class="button" href="/c/${community.slug}/moderation">${t('Go to moderation')}</a>` : null,
  )
}
