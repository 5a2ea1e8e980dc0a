/** The pages on which somebody says whether they wrote what came by mail in their name. */
import type { UnconfirmedsView, UnconfirmedView } from '#server/notices/unconfirmed-answers/views.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { emptyState, notice, pageTitle } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Where the buttons of one answer lead, and what they send. */
interface Ways {
  readonly posting: string
  readonly removal: string
  readonly fields?: Readonly<Record<string, string>>
}

/** `/mailed-answers/:token` */
export function mailedAnswersPage(view: UnconfirmedsView, screen: Screen): Html {
  const { t, address } = screen
  const root = address.split('?')[0] ?? address
  const [first] = view.answers
  return barePage(screen, {
    title: t('Did you write this answer?'),
    hue: first?.community?.hue,
    head: html`<meta name="robots" content="noindex">`,
    main: view.isOthers
      ? html`<h1>${t('Did you write this answer?')}</h1>${notice(
          t('This came in the name of {name}, and you are signed in here as somebody else.', { name: view.name }),
        )}`
      : listed(view, screen, ({ id }) => ({
          posting: `${root}/posting`,
          removal: `${root}/removal`,
          fields: { answer: id },
        })),
  })
}

/** `/inbox/answers` */
export function unconfirmedPage(view: UnconfirmedsView, screen: Screen): Html {
  return sitePage(screen, {
    title: screen.t('Answers by mail that wait for you'),
    main: listed(view, screen, ({ id }) => ({
      posting: `/inbox/answers/${id}/posting`,
      removal: `/inbox/answers/${id}/removal`,
    })),
  })
}

function listed({ answers }: UnconfirmedsView, screen: Screen, waysOf: (one: UnconfirmedView) => Ways): Html {
  const { t } = screen
  return html`${pageTitle({
    title: t('Answers by mail that wait for you'),
    lead: t('They came in your name, and we could not make sure that it was you. Nobody else sees them.'),
  })}
${
  answers.length > 0
    ? answers.map((one) => waiting(one, waysOf(one), screen))
    : emptyState({
        title: t('Nothing waits for you'),
        says: t('An answer by mail comes here where we cannot make sure that you wrote it.'),
      })
}`
}

function waiting(one: UnconfirmedView, { posting, removal, fields }: Ways, screen: Screen): Html {
  const { t } = screen
  const what = one.subject || t('without a subject')
  return html`<article class="asked" style="--hue: ${one.community?.hue}"><div class="letter"><header><span dir="auto">${
    one.from ? t('From {address}', { address: one.from }) : t('From nobody in particular')
  }</span> ${timeTag(one.cameAt, screen)}</header><div class="inside"><h2 dir="auto">${what}</h2><p class="letter-text" dir="auto">${picturesInWords(one.says, t)}</p></div></div>
${one.leftFiles.length > 0 ? html`<p class="soft">${t('These files are not posted with it: {names}. Add them on the page.', { names: one.leftFiles.join(', ') })}</p>` : null}
<p class="soft">${
    one.community
      ? t('It would stand in {community}, under your name.', { community: one.community.name })
      : t('It would stand there under your name.')
  } ${t('It is deleted on {day} if you decide nothing.', { day: timeText(one.expiresAt, screen, 'day') })}</p>
<div class="acts">${actButton(screen, { action: posting, label: t('Post it'), longLabel: t('Post it: {what}', { what }), fields, look: 'primary' })}${actButton(
    screen,
    {
      action: removal,
      label: t('Throw it away'),
      longLabel: t('Throw it away: {what}', { what }),
      fields,
      look: 'quiet',
    },
  )}</div></article>`
}

/** The text with its pictures named: whoever holds the link may not be signed in, and would not see them. */
function picturesInWords(says: string, t: Translate): string {
  return says.replace(/!\[([^\]]*)\]\(\/files\/[\w-]+\)/g, (_, shows: string) => `[${t('Picture')}: ${shows}]`)
}
