/** On the first page: answers by mail wait for their person. */
import { z } from 'zod'
import type { FirstPageSection } from '#server/platform/declared.ts'
import { listRows } from '#server/platform/html/list.ts'
import { section } from '#server/platform/html/parts.ts'
import { countUnconfirmed } from '#server/platform/mail/incoming/reads-unconfirmed.ts'

const view = z.number()

export const unconfirmedSection: FirstPageSection = {
  key: 'mailedAnswers',
  view,
  // Where nobody answers by mail nothing can wait.
  read: async (look, actor) =>
    actor.kind === 'person' && look.platform.config.mailReplyTo ? countUnconfirmed(look, actor.personId) : 0,
  show(waiting: z.infer<typeof view>, { t }) {
    if (waiting === 0) return null
    return section({
      id: 'mailed-answers',
      title: t('Answers by mail that wait for you'),
      inside: listRows([
        {
          href: '/inbox/answers',
          title: t(
            '{n, plural, one {An answer came by mail in your name.} other {# answers came by mail in your name.}}',
            { n: waiting },
          ),
          about: t('Say whether you wrote it, and it is posted.'),
        },
      ]),
    })
  },
}
