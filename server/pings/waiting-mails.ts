/** Mails of open Pings that waited for a mail server, as the outbox lists them: one line and one button a Ping. */
import { z } from 'zod'
import { pingAddress } from '#server/pings/ping.ts'
import { listWaitingPings } from '#server/pings/reads-waiting.ts'
import type { WaitingMails } from '#server/platform/declared.ts'
import { actButton } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'

const view = z.object({ address: z.string(), question: z.string(), communityName: z.string(), count: z.number() })

export const waitingPingMails: WaitingMails = {
  key: 'pings',
  view,
  async list(look, actor) {
    const found = await listWaitingPings(look, actor)
    return found.map(({ id, question, communitySlug, communityName, count }) => ({
      address: pingAddress(communitySlug, { id, question }),
      question,
      communityName,
      count,
    }))
  },
  row({ address, question, communityName, count: n }: z.infer<typeof view>, screen) {
    const { t } = screen
    return {
      href: address,
      title: question,
      about: html`${communityName} · ${t('{n, plural, one {# mail waits} other {# mails wait}}', { n })}`,
      after: actButton(screen, {
        action: `${address}/mailing`,
        label: t('{n, plural, one {Send the mail that waited} other {Send the # mails that waited}}', { n }),
      }),
    }
  },
}
