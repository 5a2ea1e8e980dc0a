/** The addresses that the mail of an announcement leads to. Opening one changes only this process's memory. */
import { z } from 'zod'
import { announcementAddress, asksNoConfirmation, isNotOut, notAsked } from '#server/announcements/announcement.ts'
import { confirmLink, openingsOfMail } from '#server/announcements/confirming/confirm-link.ts'
import { confirmByMail, confirmLinkOfOther, takeBackByMail } from '#server/announcements/confirming/confirm-reading.ts'
import { confirmPage } from '#server/announcements/confirming/page.ts'
import { readToConfirm } from '#server/announcements/confirming/reads-confirming.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { nothing } from '#server/platform/html/html.ts'
import { type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { lightAct, lightHeaders } from '#server/platform/mail/acts/light-page.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { behind } from '#server/platform/mail/acts/mail-link.ts'
import { openingsOf } from '#server/platform/mail/acts/openings.ts'
import { communityIsArchived, refuse } from '#server/platform/refuse.ts'

const whyPressesFail = [confirmLinkOfOther, notAsked, isNotOut, asksNoConfirmation, communityIsArchived]

export const confirmRoutes: readonly Endpoint[] = [
  mailActPage(confirmLink, {
    summary:
      'The page on which the reader of a mailed announcement confirms that they have read it. Opening it confirms nothing.',
    json: 'none',
    headers: lightHeaders,
    query: { again: z.string().max(10).optional() },
    async read(look, actor, key, { token, again }) {
      const found = (await readToConfirm(look, key)) ?? refuse(confirmLink.unknown)
      // Coming back after a press is no sign of anything.
      if (!again) openingsOf(look.platform).note({ of: openingsOfMail(key), link: 'confirm', at: Date.now() })
      const me = personIdOf(actor)
      return {
        ...found,
        action: `${confirmLink.path}/${token}`,
        isAgain: again !== undefined,
        isOthers: me !== null && me !== key.personId,
      }
    },
    page: confirmPage,
  }),
  reads({
    path: `${confirmLink.path}/:token/site`,
    summary: 'The other link of a mailed announcement: leads to it on the site.',
    ...behind(confirmLink),
    json: 'none',
    input: z.object({ token: z.string().max(200) }),
    async read(look, _actor, { token }) {
      const key = confirmLink.open(look.platform.secrets, token) ?? refuse(confirmLink.unknown)
      const { one } = (await readToConfirm(look, key)) ?? refuse(confirmLink.unknown)
      openingsOf(look.platform).note({ of: openingsOfMail(key), link: 'site', at: Date.now() })
      return announcementAddress(one.slug, one)
    },
    elsewhere: (address) => address,
    page: () => nothing,
  }),
  mailActChoice(confirmLink, {
    ...lightAct,
    byMail: { from: ['announcement'], does: 'Confirm that one has read an announcement, and take that back' },
    summary: 'Confirms that the reader of a mailed announcement has read it.',
    refusals: whyPressesFail,
    press: confirmByMail,
    respond: (pressed, { token }) => ({
      location: `${confirmLink.path}/${token}${pressed === 'again' ? '?again=yes' : ''}`,
    }),
  }),
  mailActChoice(confirmLink, {
    ...lightAct,
    at: '/undo',
    byMail: 'part of another',
    summary: 'Takes back what was confirmed from the mail.',
    refusals: whyPressesFail,
    press: takeBackByMail,
  }),
]
