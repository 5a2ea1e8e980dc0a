/**
 * Featured people beside a community's page.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import type { ContainerSize, FeaturedContainer, FeaturedPerson } from '#server/communities/featured/container.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { face } from '#server/platform/html/face.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { section } from '#server/platform/html/parts.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One part for each container with people, and a link for readers who may arrange them. Null where both are missing. */
export function featuredSidebar(
  containers: readonly FeaturedContainer[],
  screen: Screen,
  head: Pick<CommunityHead, 'slug' | 'can'>,
): Html | null {
  const { t } = screen
  const shown = containers.filter(({ people }) => people.length > 0)
  const edit = head.can.featured ? html`<a href="/c/${head.slug}/settings/people">${t('Change')}</a>` : null
  if (shown.length > 0) {
    return html`${shown.map((one, i) =>
      section({
        id: `front-${i + 1}`,
        kind: 'side',
        title: one.name,
        more: i === 0 ? edit : null,
        inside: html`${one.people.map((person) => featured(person, one.size, screen))}${contact(one, screen, head)}`,
      }),
    )}`
  }
  if (!head.can.featured) return null
  return section({
    id: 'front-1',
    kind: 'side',
    title: t('Featured people'),
    inside: html`<p class="hint">${t('Show who leads and supports this community.')}</p><p><a href="/c/${head.slug}/settings/people">${t('Choose people')}</a></p>`,
  })
}

/** A conversation that they share with the reader, and with nobody else; nothing where the reader is the only one of them. */
function contact(
  { id, people }: FeaturedContainer,
  { t, actor }: Screen,
  { slug, can }: Pick<CommunityHead, 'slug' | 'can'>,
) {
  const others = people.filter(({ personId }) => personId !== personIdOf(actor))
  if (!can.discuss || others.length === 0) return null
  const label = others.length === 1 ? t('Write to {name}', { name: others[0]?.name ?? '' }) : t('Write to them')
  return html`<p><a href="/c/${slug}/discussions/new?container=${shortId(id)}">${label}</a></p>`
}

/** One person at one size: the name; with face and title; with their text about themselves. */
function featured(person: FeaturedPerson, size: ContainerSize, screen: Screen): Html {
  const { t } = screen
  const name = html`<a class="who" href="/people/${addressPart(person.name, person.personId)}">${person.name}</a>`
  if (size === 'small') return html`<div class="person plain">${name}</div>`
  const about = html`${face(person, size === 'large' ? 'large' : 'medium')}${name}${person.title ? html`<span>${person.title}</span>` : null}`
  const said = person.quote ? html`<p class="quote">${t('“{words}”', { words: person.quote })}</p>` : null
  if (size === 'medium') return html`<div class="person">${about}${said}</div>`
  return html`<div class="person">${about}${said}${person.bio ? html`<p class="bio" dir="auto">${person.bio}</p>` : null}</div>`
}
