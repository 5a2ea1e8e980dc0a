/**
 * The words of an account.
 */
import type { Translate } from '#server/platform/i18n.ts'
import type { AccountPage } from '#server/site/people/account.ts'

/** Through what somebody belongs to a community: "Cohort spring, by hand". */
export function throughWhat(sources: AccountPage['memberships'][number]['sources'], t: Translate): string {
  return sources.map((one) => sourceInWords(one, t)).join(', ')
}

/** One of the reasons why somebody is a member. */
export function sourceInWords({ source, cohort }: { source: string; cohort: string | null }, t: Translate): string {
  switch (source) {
    case 'cohort':
      return t('cohort “{name}”', { name: cohort ?? '' })
    case 'csv':
      return t('a list')
    case 'copied':
      return t('copied from another community')
    case 'invitation':
      return t('an invitation link')
    case 'request':
      return t('a request to join')
    case 'open':
      return t('joined by themselves')
    case 'feed':
      return t('a people feed')
    default:
      return t('added by hand')
  }
}
