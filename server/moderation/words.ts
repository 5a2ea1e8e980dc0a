/** The words of reports and decisions. */
import type { caseStates, ReportReason } from '#server/moderation/case.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** Why something is reported. */
export function reasonWords(reason: ReportReason, t: Translate): string {
  return {
    unkind: t('Unkind or hurtful'),
    spam: t('Advertising or spam'),
    off_topic: t('Off topic'),
    private: t('Private matter or confidential'),
    other: t('Something else'),
  }[reason]
}

/** What has become of a case. */
export function stateWords(state: (typeof caseStates)[number], t: Translate): string {
  return { open: t('Waits'), kept: t('Kept'), hidden: t('Hidden'), removed: t('Removed') }[state]
}
