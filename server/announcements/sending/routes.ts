/** The addresses that mail an announcement apart from publishing it: a test of it, and what waited for a mail server. */
import { z } from 'zod'
import { communityInDraft, isNotOut, isOut } from '#server/announcements/announcement.ts'
import { sendTestOfAnnouncement } from '#server/announcements/sending/send-test-of-announcement.ts'
import { noMailWaits, sendWaitingMails } from '#server/announcements/sending/send-waiting-mails.ts'
import { acts, type Endpoint } from '#server/platform/http/endpoint.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'

const one = '/c/:community/announcements/:announcement'
const written = z.object({ id: z.string(), address: z.string() })
const often = { times: 20, seconds: 600 }

export const sendingRoutes: readonly Endpoint[] = [
  acts({
    path: `${one}/test`,
    summary: 'Mails a draft to the one who asks for it, and to nobody else.',
    who: 'announce',
    form: one,
    limit: often,
    refusals: [isOut, communityInDraft],
    view: written,
    act: sendTestOfAnnouncement,
    respond: ({ address }, _input, _request, { mail }) => ({
      location: address,
      flash:
        mail === 'leaves' ? 'A test is on its way to you.' : 'No mail leaves this site: the test lies under “Outbox”.',
    }),
  }),
  acts({
    path: `${one}/mailing`,
    summary:
      'Mails one that is out to those whose mail was kept, as the site had no mail server when it was published.',
    who: 'announce',
    form: one,
    limit: often,
    refusals: [isNotOut, mailWaits, noMailWaits],
    view: written.extend({ mails: z.number() }),
    act: sendWaitingMails,
    respond: ({ address, mails }) => ({
      location: address,
      flash: 'This announcement is on its way to {n, plural, one {# person} other {# people}}.',
      values: { n: mails },
    }),
  }),
]
