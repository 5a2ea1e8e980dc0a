/** Endpoints of how answers by mail stand. */
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { mailWaits } from '#server/platform/mail/mail-mode.ts'
import { answersPage } from '#server/site/answers-by-mail/pages.ts'
import { answersAreOff, testAnswers } from '#server/site/answers-by-mail/round-trip.ts'
import { answersSetupView, readAnswersSetup } from '#server/site/answers-by-mail/views.ts'

export const answersRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/answers-by-mail',
    summary:
      'How answers by mail stand: where mail comes in, what became of what came in the last seven days, and the latest test.',
    who: 'site_overview',
    view: answersSetupView,
    read: (look, actor) => readAnswersSetup(look, actor),
    page: answersPage,
  }),
  acts({
    path: '/site/answers-by-mail/test',
    summary: 'Sends a mail to an address of the site itself. The page says when it came back.',
    who: 'site_overview',
    refusals: [mailWaits, answersAreOff],
    limit: { times: 10, seconds: 600 },
    act: (work, actor) => testAnswers(work, actor),
    respond: () => ({ location: '/site/answers-by-mail#test', flash: 'The test is on its way.' }),
  }),
]
