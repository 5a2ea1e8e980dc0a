/** Mails of announcements that waited for a mail server, as the outbox lists them: one line and one button an announcement. */
import { z } from 'zod'
import { announcementAddress } from '#server/announcements/announcement.ts'
import { listWaitingAnnouncements } from '#server/announcements/sending/reads-waiting.ts'
import type { WaitingMails } from '#server/platform/declared.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

const view = z.object({ address: z.string(), title: z.string(), communityName: z.string(), count: z.number() })

export const waitingAnnouncementMails: WaitingMails = {
  key: 'announcements',
  view,
  async list(look, actor) {
    const found = await listWaitingAnnouncements(look, actor)
    return found.map(({ id, title, communitySlug, communityName, count }) => ({
      address: announcementAddress(communitySlug, { id, title }),
      title,
      communityName,
      count,
    }))
  },
  row({ address, title, communityName, count: n }: z.infer<typeof view>, screen) {
    return {
      href: address,
      title,
      about: html`${communityName} · ${screen.t('{n, plural, one {# mail waits} other {# mails wait}}', { n })}`,
      after: sendKeptButton({ address, n }, screen),
    }
  },
}

/** Sends the mails that waited: a person says so; they never leave by themselves. */
export function sendKeptButton({ address, n }: { readonly address: string; readonly n: number }, screen: Screen): Html {
  return actButton(screen, {
    action: `${address}/mailing`,
    label: screen.t('{n, plural, one {Send the mail that waited} other {Send the # mails that waited}}', { n }),
  })
}
