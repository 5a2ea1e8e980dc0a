/**
 * `/people/:person`: somebody, as those see them who share a community with them.
 */
import { blockingAddress } from '#server/identity/blocks/block.ts'
import { unblockButton } from '#server/identity/blocks/unblock-button.ts'
import { languageNames } from '#server/identity/languages.ts'
import type { PersonView } from '#server/identity/views.ts'
import { face } from '#server/platform/html/face.ts'
import { type Html, html, link } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { listRows } from '#server/platform/html/list.ts'
import { facts, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeText, zoneText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { addressPart } from '#server/platform/ids.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'

type Membership = PersonView['communities'][number]

/** One person. */
export function personPage(view: PersonView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: view.name,
    main: html`<div class="profile">${face(view, 'huge')}${pageTitle({
      title: view.name,
      lead: [view.title, view.location].filter(Boolean).join(', ') || null,
      acts: view.can.edit
        ? html`<a class="button" href="/account">${t('Edit your profile')}</a>`
        : view.isBlocked
          ? null
          : html`<a class="quiet" href="${blockingAddress(view.id)}">${t('Block')}</a>`,
    })}</div>
${view.bio ? html`<div class="prose small">${view.bio.split(/\n{2,}/).map((part) => html`<p dir="auto">${part}</p>`)}</div>` : null}
${view.isBlocked ? notice(t('You blocked {name}. Their mentions and messages reach you no more; they do not know.', { name: view.name }), 'plain', unblockButton(screen, view)) : null}
${view.isClosed ? notice(t('This account is closed. What {name} wrote is still there; nobody reads what is sent to them here.', { name: view.name })) : null}
${factsOf(view, screen)}
${view.communities.length > 0 ? section({ id: 'communities', title: view.isMe ? t('Your communities') : t('Communities you share'), inside: communityRows(view, screen) }) : null}`,
  })
}

function factsOf(view: PersonView, screen: Screen): Html | null {
  const { t, actor } = screen
  const known: (readonly [string, Html | string])[] = []
  if (view.askMeAbout) known.push([t('Ask me about'), view.askMeAbout])
  if (view.wantToLearn) known.push([t('I want to learn'), view.wantToLearn])
  if (view.languages.length > 0) known.push([t('Speaks'), languageNames(view.languages, t.locale)])
  if (view.timeZone && view.timeZone !== actor.zone && !view.isClosed) {
    const there = { ...screen, actor: { ...actor, zone: view.timeZone } }
    known.push([t('Time there now'), `${timeText(actor.now, there, 'hour')}, ${zoneText(view.timeZone)}`])
  }
  for (const { label, value } of view.custom) known.push([label, value])
  if (view.manager)
    known.push([
      t('Reports to'),
      html`<a href="/people/${addressPart(view.manager.name, view.manager.id)}">${view.manager.name}</a>`,
    ])
  if (view.email)
    known.push([t('Mail'), html`<a href="${link(`mailto:${view.email}`)}">${shownAddress(view.email)}</a>`])
  if (!view.isClosed) known.push([t('To mention this person'), html`<code>@${view.handle}</code>`])
  return facts(known)
}

function communityRows(view: PersonView, screen: Screen): Html {
  const { t } = screen
  return listRows(
    view.communities.map((one) => ({
      href: `/c/${one.slug}`,
      title: one.name,
      about: [
        t('since {month}', { month: timeText(one.joinedAt, screen, 'month') }),
        ...one.sources.map((source) => sourceText(source, t)),
      ].join(' · '),
    })),
  )
}

/** What makes somebody a member: "with the cohort First-line, Spring 2027". */
function sourceText({ source, cohort, isOver }: Membership['sources'][number], t: Translate): string {
  if (cohort !== null) return isOver ? t('alumni of {cohort}', { cohort }) : t('with the cohort {cohort}', { cohort })
  return {
    cohort: t('with a cohort'),
    manual: t('added by a leader'),
    csv: t('added from a list'),
    feed: t('added from a list'),
    copied: t('came from another community'),
    invitation: t('by invitation'),
    request: t('on request'),
    open: t('joined'),
  }[source]
}
