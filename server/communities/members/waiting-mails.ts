/** Invitations that waited for a mail server, as the outbox lists them: one line and one button a community. */
import type { z } from 'zod'
import { listWaitingInvitations, waitingInvitations } from '#server/communities/members/reads-invitations.ts'
import type { WaitingMails } from '#server/platform/declared.ts'
import { actButton } from '#server/platform/html/form.ts'
import type { Screen } from '#server/platform/screen.ts'

export const waitingInvitationMails: WaitingMails = {
  key: 'invitations',
  view: waitingInvitations,
  list: (look) => listWaitingInvitations(look),
  row({ slug, name, count: n }: z.infer<typeof waitingInvitations>, screen) {
    return {
      href: `/c/${slug}/members?came=no`,
      title: name,
      about: screen.t('{n, plural, one {# invitation waits} other {# invitations wait}}', { n }),
      after: sendWaitingButton(slug, n, screen),
    }
  },
}

/** Sends the invitations of a community that waited. */
export function sendWaitingButton(slug: string, n: number, screen: Screen) {
  return actButton(screen, {
    action: `/c/${slug}/members/invitations`,
    fields: { who: 'not_mailed' },
    label: screen.t('{n, plural, one {Send the invitation that waited} other {Send the # invitations that waited}}', {
      n,
    }),
  })
}
