/** On the first page: mails do not reach the reader, and what they can do. */
import { z } from 'zod'
import { isBounced } from '#server/notices/mail-views.ts'
import type { FirstPageSection } from '#server/platform/declared.ts'
import { html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { may } from '#server/platform/permissions.ts'

const view = z.boolean()

export const bouncedSection: FirstPageSection = {
  key: 'bounced',
  view,
  read: async (look, actor) => actor.kind === 'person' && isBounced(look, actor.personId),
  show(bounced: z.infer<typeof view>, { t, actor }) {
    if (!bounced || actor.kind !== 'person') return null
    const own = may(actor, 'manage_people', null) ? `/site/people/${actor.personId}` : null
    return notice(
      html`${sentence(t('A mail to {address} came back: its mail server says that nobody has this address. So most mails do not reach you.', holes('address')), { address: html`<b>${actor.email}</b>` })} ${
        own ? null : t('If you have another one now, the people who run this site can change it.')
      }`,
      'warn',
      html`${own ? html`<a href="${own}">${t('Change the address')}</a>` : null}<a href="/inbox/settings">${t('What you can do')}</a>`,
    )
  },
}
