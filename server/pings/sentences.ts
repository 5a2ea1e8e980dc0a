/**
 * Sentences several pages and pushes of this room share.
 */
import type { Results } from '#server/pings/results.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** "3 answers so far. Bars appear at five, so that nobody can be guessed" */
export function fewSoFar(t: Translate, { answered, threshold }: { answered: number | null; threshold: number }) {
  return t(
    '{n, plural, =0 {No answers so far} one {# answer so far} other {# answers so far}}. Bars appear at {threshold, plural, =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} other {#}}, so that nobody can be guessed.',
    { n: answered ?? 0, threshold },
  )
}

/** The same once the Ping is closed: the bars stay hidden. */
export function fewInAll(t: Translate, { answered, threshold }: { answered: number | null; threshold: number }) {
  return t(
    '{n, plural, =0 {Nobody answered} one {# person answered} other {# people answered}}. With fewer than {threshold, plural, =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} other {#}} only the number is shown, so that nobody can be guessed.',
    { n: answered ?? 0, threshold },
  )
}

/** "87 of 214 answered", and how many of the 214 joined after it was sent. */
export function turnoutLine(
  t: Translate,
  { answered, couldAnswer, joinedLater }: Pick<Results, 'answered' | 'couldAnswer' | 'joinedLater'>,
): string {
  const values = { answered: answered ?? 0, all: couldAnswer ?? 0, later: joinedLater ?? 0 }
  return joinedLater
    ? t(
        '{answered, number} of {all, number} answered; {later, number} of the {all, number} joined after it was sent',
        values,
      )
    : t('{answered, number} of {all, number} answered', values)
}

/** A warning that it ends when few people look, or nothing. */
export function endWarningText(t: Translate, warning: 'night' | 'weekend' | null, zone: string): string | null {
  if (warning === 'night') return t('It closes at night ({zone}), when few people look.', { zone })
  return warning === 'weekend' ? t('It closes on a weekend ({zone}), when few people look.', { zone }) : null
}
