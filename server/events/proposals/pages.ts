/** Proposals of events on screens: a member says what they would like to see; whoever plans events answers with a form that is filled in, or a sentence. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { eventsAddress } from '#server/events/event.ts'
import { joined, spanText, spanThere } from '#server/events/event-parts.ts'
import { spanFields } from '#server/events/form-page.ts'
import { longestWhy, proposalsAddress } from '#server/events/proposals/proposal.ts'
import type { OneProposalView, ProposalForm, ProposalsView, ProposalView } from '#server/events/proposals/views.ts'
import { face } from '#server/platform/html/face.ts'
import { checkbox, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows, type Row } from '#server/platform/html/list.ts'
import { badge, breadcrumbs, emptyState, facts, fold, notice, pageTitle } from '#server/platform/html/parts.ts'
import { addressPart } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The way to a community's events, and on to its proposals. */
function wayTo({ slug }: CommunityHead, { t }: Screen, to: 'events' | 'proposals') {
  const events = { label: t('Events'), href: eventsAddress(slug) }
  return to === 'events' ? [events] : [events, { label: t('Proposals'), href: proposalsAddress(slug) }]
}

/** `/c/:community/events/propose` and `…/proposals/:proposal/edit` */
export function proposalFormPage({ community, proposal }: ProposalForm, screen: Screen): Html {
  const { t } = screen
  const title = proposal ? t('Change your proposal') : t('Propose an event')
  const root = proposalsAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'events',
    title,
    main: html`${breadcrumbs(screen, wayTo(community, screen, proposal ? 'proposals' : 'events'))}${pageTitle({
      title,
      lead: proposal ? undefined : t('Those who plan events read it, and plan it or tell you why not.'),
    })}
${form(
  screen,
  {
    action: proposal?.address ?? root,
    submit: proposal ? t('Save') : t('Propose it'),
    ...(proposal
      ? { cancel: proposal.address }
      : { beside: html`<a class="quiet" href="${root}">${t('What you proposed before')}</a>` }),
  },
  [
    textField({
      name: 'title',
      label: t('Name'),
      voice: 'title',
      required: true,
      max: 200,
      value: proposal?.title,
      autofocus: !proposal,
    }),
    textArea({
      name: 'description',
      label: t('What it would be about, and why'),
      rows: 5,
      max: 10_000,
      value: proposal?.description,
    }),
    spanFields(proposal, community, screen),
    textField({ name: 'place', label: t('Place'), max: 300, value: proposal?.place, hint: t('If you know one.') }),
    textField({
      name: 'callAddress',
      label: t('Address of the call'),
      type: 'url',
      max: 500,
      value: proposal?.callAddress,
    }),
    checkbox({ name: 'wouldHost', label: t('I would host it'), checked: proposal?.wouldHost ?? false }),
  ],
)}`,
  })
}

/** `/c/:community/events/proposals` */
export function proposalsPage({ community, answers, proposals }: ProposalsView, screen: Screen): Html {
  const { t } = screen
  const propose = html`<a class="button" href="${eventsAddress(community.slug)}/propose">${t('Propose an event')}</a>`
  return communityPage(screen, community, {
    tab: 'events',
    title: t('Proposals'),
    main: html`${breadcrumbs(screen, wayTo(community, screen, 'events'))}${pageTitle({
      title: t('Proposals'),
      lead: answers
        ? t('Events that members would like to see. What waits longest stands first.')
        : t('The events that you proposed.'),
      acts: answers || proposals.length === 0 ? null : propose,
    })}
${
  proposals.length > 0
    ? listRows(proposals.map((one) => proposalRow(one, screen)))
    : answers
      ? emptyState({ title: t('No proposals wait'), says: t('Members find “Propose an event” on the page of events.') })
      : emptyState({
          title: t('You have not proposed anything yet'),
          says: t('Is there something that you would like to talk about with others here?'),
          act: propose,
        })
}`,
  })
}

function proposalRow(one: ProposalView, screen: Screen): Row {
  const { t } = screen
  return {
    before: face(one.by),
    href: one.address,
    title: one.title,
    about: joined([
      spanText(one, screen),
      html`<span dir="auto">${one.by.name}</span>`,
      one.wouldHost && t('Would host it'),
    ]),
    after: stateBadge(one, t),
  }
}

function stateBadge({ state }: ProposalView, t: Screen['t']): Html {
  if (state === 'accepted') return badge(t('Planned'), 'good')
  if (state === 'declined') return badge(t('Not planned'))
  return state === 'waiting' ? badge(t('Waits for an answer'), 'warn') : badge(t('Taken back'))
}

/** `/c/:community/events/proposals/:proposal` */
export function proposalPage({ community, proposal }: OneProposalView, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'events',
    title: proposal.title,
    main: html`${breadcrumbs(screen, wayTo(community, screen, 'proposals'))}${standing(proposal, screen)}
${pageTitle({
  title: html`<span dir="auto">${proposal.title}</span>`,
  acts: proposal.can.change ? html`<a class="button" href="${proposal.address}/edit">${t('Change it')}</a>` : null,
})}
${whatIsProposed(proposal, screen)}
<div class="flow" dir="auto">${proposal.description
      .split(/\n{2,}/)
      .filter(Boolean)
      .map((one) => html`<p>${one}</p>`)}</div>
${answers(proposal, screen)}`,
  })
}

/** Above it: where it stands, for its member and for who answers it. */
function standing({ state, why, can, by, eventAddress }: ProposalView, { t }: Screen): Piece {
  if (state === 'waiting')
    return notice(
      can.answer
        ? t('{name} proposes this event. Members do not see it yet.', { name: by.name })
        : t('This waits for those who plan events. You hear what they decide.'),
    )
  if (state === 'declined') return notice(html`${t('This is not planned.')}<br><q dir="auto">${why}</q>`)
  if (state === 'withdrawn') return notice(t('You took this back. Nobody else reads it any more.'))
  return notice(
    t('This is planned.'),
    'good',
    eventAddress ? html`<a class="button" href="${eventAddress}">${t('See the event')}</a>` : null,
  )
}

function whatIsProposed(proposal: ProposalView, screen: Screen): Html {
  const { t } = screen
  const { by, place, callAddress, wouldHost } = proposal
  const there = spanThere(proposal, screen)
  return facts([
    [t('When'), html`${spanText(proposal, screen)}${there ? html`<br><small>${there}</small>` : null}`],
    ...(place ? [[t('Where'), html`<span dir="auto">${place}</span>`] as const] : []),
    ...(callAddress
      ? [[t('Call'), html`<a href="${callAddress}" rel="noopener noreferrer">${callAddress}</a>`] as const]
      : []),
    [
      t('Proposed by'),
      html`<a href="/people/${addressPart(by.name, by.personId)}">${by.name}</a>${wouldHost ? html` ${badge(t('Would host it'))}` : null}`,
    ],
  ])
}

function answers({ address, can, by }: ProposalView, screen: Screen): Piece {
  const { t } = screen
  const decline = form(screen, { action: `${address}/refusal`, submit: t('Send your answer') }, [
    textArea({
      name: 'why',
      label: t('Thank you, because …'),
      hint: t('{name} reads this, and others who plan events.', { name: by.name }),
      required: true,
      rows: 3,
      max: longestWhy,
    }),
  ])
  return html`${
    can.answer
      ? html`<div class="acts"><a class="button primary" href="${address}/acceptance">${t('Plan it')}</a></div>
${fold(t('Decline it, and say why'), decline, { isOpen: screen.returned?.action === `${address}/refusal` })}`
      : null
  }${can.change ? actButton(screen, { action: `${address}/withdrawal`, label: t('Take it back'), look: 'quiet' }) : null}`
}
