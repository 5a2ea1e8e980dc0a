/**
 * One resource on its own page: the text, film, picture or link; the facts about it; and its discussion.
 */

import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { discussionSection, type ThreadView } from '#server/discussions/room.ts'
import { hiddenLine, reportItem } from '#server/entries/room.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { menu } from '#server/platform/html/menu.ts'
import { breadcrumbs, chips, facts, notice, pageTitle, prose, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { languageName } from '#server/toolkit/labels.ts'
import { aboutItem, stateBadge } from '#server/toolkit/list-parts.ts'
import { type ResourceView, resourceAddress, toolkitAddress } from '#server/toolkit/resource.ts'
import { resourcePlayer } from '#server/toolkit/resource-player.ts'
import { suggestionNotice } from '#server/toolkit/suggestions/pages.ts'

export interface ResourceShown {
  readonly community: CommunityHead
  readonly resource: ResourceView
  readonly discussion: ThreadView | null
}

/** `/c/:community/toolkit/:resource` */
export function resourcePage({ community, resource, discussion }: ResourceShown, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  const [topic] = resource.topics
  const isForeign = resource.language !== t.locale
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: resource.title,
    main: html`${breadcrumbs(screen, [
      { label: t('Toolkit'), href: root },
      ...(topic ? [{ label: topic.name, href: `${root}?topic=${topic.slug}` }] : []),
    ])}
${hiddenLine(resource.hidden, community, screen)}${resource.state === 'suggested' || resource.state === 'thanked' ? suggestionNotice(community, resource, screen) : closedNotice(resource, screen)}
<article class="work"><header>${pageTitle({
      title: resource.title,
      lang: isForeign ? resource.language : null,
      kicker: html`${aboutItem({ ...resource, authors: '' }, screen, 'words only')} ${stateBadge(resource, screen)}`,
      lead: resource.summary
        ? html`<span dir="auto" ${attr('lang', isForeign ? resource.language : null)}>${resource.summary}</span>`
        : null,
      acts: html`${writersAct(community, resource, screen)}${moreActs(community, resource, screen)}`,
    })}${byline(resource, screen)}</header>
${resourcePlayer(resource, screen)}</article>
${resource.howToUse ? section({ id: 'how-to-use', title: t('How to use it'), inside: prose(resource.howToUse, 'small') }) : null}
${discussion ? discussionSection(discussion, screen, { invitation: t('What did you take from it, or try?') }) : null}`,
    aside: asideOf(community, resource, screen),
  })
}

function byline(resource: ResourceView, screen: Screen): Html | null {
  const { t } = screen
  if (!resource.authors) return null
  return html`<p class="byline">${t('by {who}', { who: resource.authors })}</p>`
}

/** Members do not see this page. It tells the people who do see it why. */
function closedNotice(resource: ResourceView, screen: Screen): Html | null {
  const { t } = screen
  if (resource.state === 'open') return null
  if (resource.state === 'draft') return notice(t('This is a draft. Only those who edit the Toolkit see it.'), 'warn')
  if (resource.state === 'over') return notice(t('Its end date has passed, so members no longer see it.'), 'warn')
  const opens = resource.publishFrom ? timeTag(resource.publishFrom, screen, 'moment') : null
  return notice(sentence(t('Members will see this from {when}.', holes('when')), { when: opens }), 'warn')
}

/** The text alone, where members who do not edit the Toolkit may still write it. */
function writersAct({ slug }: CommunityHead, resource: ResourceView, { t }: Screen): Html | null {
  if (!resource.can.write || resource.can.edit) return null
  return html`<a class="button" href="${resourceAddress(slug, resource)}/text">${t('Write')}</a>`
}

function moreActs(community: CommunityHead, resource: ResourceView, screen: Screen): Html {
  const { t } = screen
  const here = resourceAddress(community.slug, resource)
  const { can, featured } = resource
  const items: Piece[] = []
  if (can.edit && featured)
    items.push(actButton(screen, { action: `${here}/unfeature`, label: t('Stop featuring'), look: 'item' }))
  else if (can.feature)
    items.push(actButton(screen, { action: `${here}/feature`, label: t('Feature it'), look: 'item' }))
  if (can.edit && featured)
    items.push(
      html`<a class="item" href="${toolkitAddress(community.slug)}/featured">${t('Order the featured strip')}</a>`,
    )
  if (can.remove)
    items.push(actButton(screen, { action: `${here}/removal`, label: t('Remove from the Toolkit'), look: 'item' }))
  const report =
    can.edit || resource.hidden || resource.state !== 'open' ? null : reportItem(screen, community.slug, resource.id)
  if (report) items.push(report)
  return html`${can.edit ? html`<a class="button" href="${here}/edit">${t('Edit')}</a>` : null}${items.length > 0 ? menu({ label: t('More'), kind: 'end', items }) : null}`
}

function asideOf(community: CommunityHead, resource: ResourceView, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  const { sponsor, owner, createdBy, can } = resource
  const known: [Piece, Piece][] = [
    [t('Added'), html`${timeTag(resource.createdAt, screen, 'day')}${createdBy ? html` · ${createdBy.name}` : null}`],
  ]
  if (resource.language !== community.locale) known.push([t('Language'), languageName(t, resource.language)])
  if (resource.bodyId)
    known.push([t('Text'), html`<a href="${resourceAddress(community.slug, resource)}/versions">${t('Versions')}</a>`])
  if (resource.licence) known.push([t('Licence'), resource.licence])
  if (resource.publishUntil && can.edit) known.push([t('Shown until'), timeTag(resource.publishUntil, screen, 'day')])
  if (owner && can.edit) known.push([t('Owner'), owner.name])
  if (resource.reviewBy && can.edit)
    known.push([t('Review by'), timeTag(new Date(`${resource.reviewBy}T12:00:00Z`), screen, 'day')])
  return html`${
    sponsor
      ? section({
          id: 'voice',
          title: t('On behalf of'),
          kind: 'side',
          inside: html`<div class="person">${face(sponsor, 'medium')}<a class="who" href="/people/${sponsor.id}">${sponsor.name}</a>${sponsor.title ? html`<span>${sponsor.title}</span>` : null}</div>`,
        })
      : null
  }${
    resource.topics.length > 0
      ? section({
          id: 'topics',
          title: t('Filed under'),
          kind: 'side',
          inside: chips(
            screen,
            t('Topics'),
            resource.topics.map(({ name, slug }) => ({ href: `${root}?topic=${slug}`, label: name })),
          ),
        })
      : null
  }${section({ id: 'known', title: t('Details'), kind: 'side', inside: facts(known) })}`
}
