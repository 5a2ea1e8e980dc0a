/** The page on which somebody reads what was done to them or to what they wrote, and answers once. */
import { communityPage } from '#server/communities/room.ts'
import type { ActView } from '#server/moderation/act-views.ts'
import { longestAnswer, queueAddress } from '#server/moderation/case.ts'
import { textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { facts, pageTitle, prose, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { whatWasDone } from '#server/site/room.ts'

/** `/c/:community/moderation/acts/:act` */
export function actPage({ community, act }: ActView, screen: Screen): Html {
  const { t, declared } = screen
  const done = whatWasDone(declared, { verb: act.verb, facts: {}, roleTitle: null }, t)
  const action = `${queueAddress(community.slug)}/acts/${shortId(act.id)}/answer`
  const rows: [string, Html | string][] = [
    [t('What was done'), done],
    [t('By'), byWhom(act, t)],
    [t('When'), timeTag(act.at, screen, 'moment')],
  ]
  if (act.title) rows.push([t('Where'), html`<span dir="auto">${act.title}</span>`])
  if (act.days !== null) rows.push([t('For how long'), t('{n, plural, one {# day} other {# days}}', { n: act.days })])
  if (act.why) rows.push([t('Why'), html`<span dir="auto">${act.why}</span>`])
  return communityPage(screen, community, {
    tab: null,
    title: t('What was moderated'),
    main: html`${pageTitle({
      title: t('What was moderated'),
      lead: html`<a href="/c/${community.slug}/charter">${t('The charter says how members treat each other here.')}</a>`,
    })}
${facts(rows)}
${act.html ? section({ id: 'words', title: t('What you wrote'), inside: prose(act.html) }) : null}
${section({
  id: 'answer',
  title: t('Your answer'),
  inside: act.answer
    ? html`<blockquote dir="auto">${act.answer.words}</blockquote><p class="soft">${timeTag(new Date(act.answer.at), screen)} · ${t('Those who moderate here read it.')}</p>`
    : form(screen, { action, submit: t('Send the answer') }, [
        textArea({
          name: 'words',
          label: t('To those who moderate'),
          hint: t('You can answer once. They read it and may take back what they did.'),
          required: true,
          max: longestAnswer,
          rows: 5,
        }),
      ]),
})}`,
  })
}

function byWhom({ by, role }: ActView['act'], t: Translate): string {
  return t(
    '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}',
    { name: by ?? t('Former member'), role },
  )
}
