/**
 * The page on which an owner says how long things are kept.
 */
import { select } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import type { RetentionTimes } from '#server/site/retention/change-retention.ts'
import { timeInWords } from '#server/site/retention/words.ts'

/** `/site/retention`. */
export function retentionPage({ times }: RetentionTimes, screen: Screen): Html {
  const { t, declared } = screen
  const fields = times.flatMap(({ kind, months, choices }) => {
    const known = declared.retentions.find((one) => one.kind === kind)
    const offered = [...new Set([...choices, ...(months ? [months] : [])])].toSorted((a, b) => a - b)
    return known
      ? [
          select({
            name: kind,
            label: known.label(t),
            hint: t('Destroys: {what}', { what: known.destroys(t) }),
            value: months === null ? '' : String(months),
            emptyIsAChoice: true,
            required: true,
            options: [
              { value: '', label: t('Kept for good') },
              ...offered.map((one) => ({ value: String(one), label: timeInWords(one, t) })),
            ],
          }),
        ]
      : []
  })
  return siteRunningPage(screen, {
    part: 'retention',
    title: t('Retention'),
    lead: t(
      'Everything is kept for good until you set a time. What is older is destroyed every night, by whole months, and nobody brings it back. The audit says how much it was.',
    ),
    main: form(screen, { action: '/site/retention', submit: t('Save') }, fields),
  })
}
