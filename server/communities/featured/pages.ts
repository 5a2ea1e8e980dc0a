/**
 * The page to arrange featured people. Every step is a button, so that it works without script.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import { containerSizes, type FeaturedContainer, type FeaturedPerson } from '#server/communities/featured/container.ts'
import type { FeaturedPage } from '#server/communities/featured/views.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { arrangeList } from '#server/platform/html/arrange-list.ts'
import { face } from '#server/platform/html/face.ts'
import { choice, field, textField } from '#server/platform/html/field.ts'
import { singleValue } from '#server/platform/html/field-value.ts'
import { actButton, type Field, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { dotsMenu } from '#server/platform/html/menu.ts'
import { emptyState, fold, section } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/settings/people`. */
export function featuredPeoplePage(view: FeaturedPage, screen: Screen): Html {
  const { t } = screen
  const { community, containers } = view
  if (community.status === 'archived') return settingsPage(screen, community, 'people', null)
  const root = `/c/${community.slug}/settings/people`
  return settingsPage(
    screen,
    community,
    'people',
    html`<p class="hint">${t('They are shown beside the community’s page, in groups that you name. Being featured gives nobody any rights.')}</p>
<datalist id="members">${view.members.map(({ name, handle, title }) => html`<option value="@${handle}">${name}${title ? `, ${title}` : null}</option>`)}</datalist>
${
  containers.length === 0
    ? emptyState({
        title: t('Nobody is featured yet'),
        says: t('Start with a group, such as “Leaders” or “Sponsor”.'),
      })
    : containers.map((one, i) =>
        group(one, { screen, community, isFirst: i === 0, isLast: i === containers.length - 1 }),
      )
}
${section({
  id: 'new-group',
  title: t('New group'),
  inside: form(screen, { action: root, submit: t('Add the group') }, groupFields(null, t)),
})}`,
  )
}

interface ListPosition {
  readonly screen: Screen
  readonly community: CommunityHead
  readonly isFirst: boolean
  readonly isLast: boolean
}

function group(one: FeaturedContainer, { screen, community, isFirst, isLast }: ListPosition): Html {
  const { t } = screen
  const root = `/c/${community.slug}/settings/people/${shortId(one.id)}`
  const items: Piece[] = [
    ...moves(`${root}/moves`, one.name, { screen, isFirst, isLast }),
    actButton(screen, {
      action: `${root}/removal`,
      label: t('Remove'),
      longLabel: t('Remove: {what}', { what: one.name }),
      look: 'item',
    }),
  ]
  const toFeature = form(screen, { action: `${root}/persons`, submit: t('Feature') }, [whoField(t), quoteField('', t)])
  const toChange = form(screen, { action: root, submit: t('Save') }, groupFields(one, t))
  return section({
    id: `group-${shortId(one.id)}`,
    title: one.name,
    more: dotsMenu(t('More about {name}', { name: one.name }), items),
    inside: html`${
      one.people.length > 0
        ? arrangeList(screen, {
            action: `${root}/order`,
            look: 'arrange people',
            items: one.people.map((person, i) => ({
              key: person.personId,
              inside: entry(person, root, { screen, community, isFirst: i === 0, isLast: i === one.people.length - 1 }),
            })),
          })
        : null
    }<div class="folds">${fold(t('Feature a member'), toFeature, { isOpen: one.people.length === 0 || screen.returned?.action === `${root}/persons` })}
${fold(t('Name and size'), toChange, { isOpen: screen.returned?.action === root })}</div>`,
  })
}

function entry(person: FeaturedPerson, container: string, { screen, isFirst, isLast }: ListPosition): Html {
  const { t } = screen
  const root = `${container}/persons/${shortId(person.personId)}`
  const items: Piece[] = [
    ...moves(`${root}/moves`, person.name, { screen, isFirst, isLast }),
    actButton(screen, {
      action: `${root}/removal`,
      label: t('Stop featuring'),
      longLabel: t('Stop featuring {name}', { name: person.name }),
      look: 'item',
    }),
  ]
  const toQuote = form(screen, { action: root, submit: t('Save the quote') }, [quoteField(person.quote, t)])
  return html`<div class="person">${face(person, 'medium')}<b>${person.name}</b><span>${person.title}</span></div>${dotsMenu(
    t('More about {name}', { name: person.name }),
    items,
  )}${fold(person.quote ? t('“{words}”', { words: person.quote }) : t('Add a quote'), toQuote, { isOpen: screen.returned?.action === root })}`
}

function moves(action: string, what: string, place: Pick<ListPosition, 'screen' | 'isFirst' | 'isLast'>): Piece[] {
  const { screen, isFirst, isLast } = place
  const { t } = screen
  const up = actButton(screen, {
    action,
    fields: { move: 'up' },
    label: t('Up'),
    longLabel: t('Up: {what}', { what }),
    look: 'item',
  })
  const down = actButton(screen, {
    action,
    fields: { move: 'down' },
    label: t('Down'),
    longLabel: t('Down: {what}', { what }),
    look: 'item',
  })
  return [isFirst ? null : up, isLast ? null : down].filter(Boolean)
}

function groupFields(one: FeaturedContainer | null, t: Translate): Field[] {
  const names = { small: t('Small'), medium: t('Medium'), large: t('Large') }
  const hints = {
    small: t('The name'),
    medium: t('Photo, name and title'),
    large: t('Photo, name, title, and what they say of themselves'),
  }
  return [
    textField({ name: 'name', label: t('Name of the group'), value: one?.name ?? '', required: true, max: 60 }),
    choice({
      name: 'size',
      label: t('Size'),
      value: one?.size ?? 'medium',
      choices: containerSizes.map((size) => ({ value: size, label: names[size], hint: hints[size] })),
    }),
  ]
}

function quoteField(value: string, t: Translate): Field {
  return textField({
    name: 'quote',
    label: t('A quote'),
    hint: t('In their own words, and with their consent.'),
    value,
    max: 400,
  })
}

/** One line with the members to choose from, where the browser shows them. */
function whoField(t: Translate): Field {
  return (context) =>
    field(
      context,
      { name: 'who', label: t('Who'), hint: t('A member, by name, @handle or mail address.'), required: true },
      (marks) =>
        html`<input ${marks} list="members" maxlength="320" autocomplete="off" value="${singleValue(context, 'who', '')}">`,
    )
}
