/** The addresses behind the links of an event's mail. */
import { z } from 'zod'
import { answerByMail } from '#server/events/answer-by-mail.ts'
import { answerPage } from '#server/events/answer-page.ts'
import { eventAnswers, eventIsCancelled, eventOver } from '#server/events/event.ts'
import { answerLink, answerOfOther, answerUnknown, openingsAbout, pressAgain } from '#server/events/mailed-answer.ts'
import { readMailedAnswer } from '#server/events/reads-mailed-answer.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { lightAct, lightHeaders } from '#server/platform/mail/acts/light-page.ts'
import { mailActChoice, mailActPage } from '#server/platform/mail/acts/mail-act.ts'
import { linkMark, openingsOf } from '#server/platform/mail/acts/openings.ts'
import { communityIsArchived, refuse } from '#server/platform/refuse.ts'

const code = z.string().max(20).default('')

export const mailedRoutes: readonly Endpoint[] = [
  mailActPage(answerLink, {
    summary: 'An event with one answer marked, for the holder of this mailed link. Opening it answers nothing.',
    query: { answer: code },
    json: 'none',
    headers: lightHeaders,
    async read(look, _actor, key, sent) {
      // The page after an answer marks none: whoever sees it has pressed a button.
      if (sent.answer)
        openingsOf(look.platform).note({ of: openingsAbout(key), link: linkMark(sent.answer), at: Date.now() })
      return (await readMailedAnswer(look, key)) ?? refuse(answerUnknown)
    },
    page: answerPage,
  }),
  mailActChoice(answerLink, {
    ...lightAct,
    byMail: { from: ['event', 'event_day', 'event_hour'], does: 'Say whether one comes to an event, and change that' },
    summary: 'Says from the mail whether its reader comes.',
    form: `${answerLink.path}/:token`,
    refusals: [answerOfOther, pressAgain, eventOver, eventIsCancelled, communityIsArchived],
    limit: { times: 60, seconds: 600 },
    sends: { answer: z.enum(eventAnswers, 'Choose one from the list.'), marked: code },
    press: (work, actor, key, sent) => answerByMail(work, actor, key, sent),
  }),
]
