/** Answers by mail, as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'

export const answersPart: SitePart = {
  key: 'answers-by-mail',
  place: 45,
  path: '/site/answers-by-mail',
  label: (t) => t('Answers by mail'),
  says: (t) => t('Whether mail comes in, what is missing for it, and a test'),
  onlyWith: 'site_overview',
}
