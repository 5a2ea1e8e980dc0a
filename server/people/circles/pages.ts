/** The pages of circles. */
import { communityPage } from '#server/communities/room.ts'
import { circleActs, circlesAddress } from '#server/people/circles/circle.ts'
import type { CircleItem, CirclePage, Circles } from '#server/people/circles/views.ts'
import { peoplePart } from '#server/people/people-part.ts'
import { writtenPart } from '#server/people/written-part.ts'
import { choice, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, type FormPart, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows, personRow } from '#server/platform/html/list.ts'
import { menu } from '#server/platform/html/menu.ts'
import { badge, breadcrumbs, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/circles` */
export function circlesPage({ community, circles, can }: Circles, screen: Screen): Html {
  const { t } = screen
  const open = can.open
    ? html`<a class="button primary" href="${circlesAddress(community.slug)}/new">${t('Open a circle')}</a>`
    : null
  return communityPage(screen, community, {
    tab: 'circles',
    title: t('Circles'),
    main: html`${pageTitle({
      title: t('Circles'),
      lead: t('Small groups inside this community. Any member may open one.'),
      acts: circles.length > 0 ? open : null,
    })}
${
  circles.length > 0
    ? listRows(circles.map((one) => circleRow(one, screen)))
    : emptyState({
        title: t('No circle yet'),
        says: t(
          'A circle is for a few people with one thing to work on: it has its own discussions and pages, and only its people and the leaders read them.',
        ),
        act: open,
      })
}`,
  })
}

function circleRow(one: CircleItem, { t }: Screen) {
  const how = one.joining === 'open' ? t('open to all members') : t('by request')
  const state = one.isArchived
    ? badge(t('Archived'))
    : one.isMine
      ? badge(t('Your circle'), 'live')
      : one.hasAsked
        ? badge(t('Asked'))
        : null
  return {
    href: one.address,
    title: one.name,
    about: [t('{n, plural, =0 {nobody yet} one {# person} other {# people}}', { n: one.people }), how].join(' · '),
    excerpt: one.about || null,
    after: state,
  }
}

/** `/c/:community/circles/new` */
export function newCirclePage({ community }: Pick<CirclePage, 'community'>, screen: Screen): Html {
  const { t } = screen
  const root = circlesAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'circles',
    title: t('Open a circle'),
    main: html`${breadcrumbs(screen, [{ label: t('Circles'), href: root }])}${pageTitle({
      title: t('Open a circle'),
      lead: t('You look after it. The leaders of the community read what is written in it, too.'),
    })}
${form(screen, { action: root, submit: t('Open the circle'), cancel: root }, circleFields(null, screen))}`,
  })
}

/** `/c/:community/circles/:circle/edit` */
export function editCirclePage({ community, circle }: CirclePage, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'circles',
    title: t('Change the circle'),
    main: html`${wayTo({ community, circle }, screen)}${pageTitle({ title: t('Change the circle') })}
${form(screen, { action: circleActs(community.slug, circle), submit: t('Save'), cancel: circle.address }, circleFields(circle, screen))}`,
  })
}

function wayTo({ community, circle }: Pick<CirclePage, 'community' | 'circle'>, screen: Screen): Html {
  return breadcrumbs(screen, [
    { label: screen.t('Circles'), href: circlesAddress(community.slug) },
    { label: circle.name, href: circle.address },
  ])
}

function circleFields(circle: CircleItem | null, { t }: Screen): FormPart[] {
  return [
    textField({ name: 'name', label: t('Name of the circle'), value: circle?.name, required: true, max: 120 }),
    textArea({ name: 'about', label: t('What it is for'), value: circle?.about, max: 1000, rows: 3 }),
    choice({
      name: 'joining',
      label: t('How members join'),
      value: circle?.joining ?? 'open',
      required: true,
      choices: [
        { value: 'open', label: t('They join at once') },
        { value: 'request', label: t('They ask, and you answer') },
      ],
    }),
  ]
}

/** `/c/:community/circles/:circle` */
export function circlePage(view: CirclePage, screen: Screen): Html {
  const { t } = screen
  const { community, circle } = view
  return communityPage(screen, community, {
    tab: 'circles',
    title: circle.name,
    main: html`${breadcrumbs(screen, [{ label: t('Circles'), href: circlesAddress(community.slug) }])}${pageTitle({
      kicker: circle.isArchived ? badge(t('Archived')) : null,
      title: circle.name,
      lead: circle.about || null,
      acts: titleActs(view, screen),
    })}
${standing(view, screen)}
<p class="hint">${t('What is written here is read by the people of the circle and by those who lead the community, and by nobody else.')}</p>
${requests(view, screen)}
${writtenPart(view, writtenWords(screen), { slug: community.slug, id: circle.id }, screen)}
${people(view, screen)}`,
  })
}

function titleActs({ community, circle }: CirclePage, screen: Screen): Piece {
  const { t } = screen
  const acts = circleActs(community.slug, circle)
  const items = [
    circle.can.run ? html`<a class="item" href="${circle.address}/edit">${t('Change the circle')}</a>` : null,
    circle.can.run
      ? actButton(screen, {
          action: `${acts}/${circle.isArchived ? 'return' : 'archive'}`,
          label: circle.isArchived ? t('Take it out of the archive') : t('Archive the circle'),
          look: 'item',
        })
      : null,
    circle.can.leave
      ? actButton(screen, { action: `${acts}/leaving`, label: t('Leave the circle'), look: 'item' })
      : null,
  ].filter(Boolean)
  const join = circle.can.join
    ? actButton(screen, { action: `${acts}/joining`, label: t('Join the circle'), look: 'primary' })
    : circle.can.ask
      ? actButton(screen, { action: `${acts}/requests`, label: t('Ask to join the circle'), look: 'primary' })
      : null
  return html`${join}${items.length > 0 ? menu({ label: t('Manage'), items, kind: 'end' }) : null}`
}

function standing({ community, circle }: CirclePage, screen: Screen): Html | null {
  if (!circle.hasAsked || circle.isMine) return null
  const { t } = screen
  return notice(
    t('You asked to join. Who looks after the circle has not answered yet.'),
    'plain',
    actButton(screen, {
      action: `${circleActs(community.slug, circle)}/requests/withdrawal`,
      label: t('Take it back'),
    }),
  )
}

function requests({ community, circle }: CirclePage, screen: Screen): Html | null {
  if (circle.requests.length === 0) return null
  const { t } = screen
  const rows = circle.requests.map((one) => {
    const acts = `${circleActs(community.slug, circle)}/requests/${shortId(one.personId)}`
    const answers = html`<div class="acts">${actButton(screen, { action: `${acts}/approval`, label: t('Let in'), longLabel: t('Let in: {name}', { name: one.name }) })}${actButton(screen, { action: `${acts}/refusal`, label: t('Decline'), longLabel: t('Decline: {name}', { name: one.name }), look: 'quiet' })}</div>`
    return personRow(one, {
      about: html`${one.title}${one.title ? ' · ' : null}${timeTag(one.askedAt, screen)}`,
      after: answers,
    })
  })
  return section({ id: 'requests', title: t('They would like to join'), inside: listRows(rows) })
}

function writtenWords({ t }: Screen) {
  return {
    title: t('In this circle'),
    none: t('Nothing is written here yet'),
    says: t('Whoever is in the circle can choose it when they start a discussion or a page.'),
  }
}

function people({ community, circle }: CirclePage, screen: Screen): Html {
  const { t } = screen
  return peoplePart(
    {
      total: circle.people,
      people: circle.members,
      standing: ({ looksAfter }) => (looksAfter ? t('looks after the circle') : null),
      takeOut: circle.can.run
        ? {
            acts: circleActs(community.slug, circle),
            label: t('Take out of the circle'),
            longLabel: (name) => t('Take out of the circle: {name}', { name }),
          }
        : null,
      none: { title: t('Nobody is in it') },
    },
    screen,
  )
}
