/**
 * The accounts of the site with a switch each: is it a member here?
 */
import { communityPage } from '#server/communities/frame.ts'
import type { FoundAccount, FoundAccounts } from '#server/communities/members/accounts.ts'
import { waysToAdd } from '#server/communities/members/ways-to-add.ts'
import { face } from '#server/platform/html/face.ts'
import { formKeys } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { isAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'
import { isNarrowed, searchedList } from '#server/site/room.ts'

/** `/c/:community/members/accounts`. */
export function accountsPage(view: FoundAccounts, screen: Screen): Html {
  const { t } = screen
  const { community } = view
  const root = `/c/${community.slug}/members/accounts`
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Add people from a list'),
    wide: true,
    main: html`${leadingStyles()}${pageTitle({
      title: t('Add people from a list'),
      lead: view.findsEverybody
        ? t('Everybody with an account on this site. Switch on who should be a member here.')
        : t('The people of your communities. Add everybody else by their whole mail address.'),
    })}
${waysToAdd(community.slug, 'accounts', screen)}
${searchedList(screen, {
  root,
  label: t('People'),
  search: { label: t('Search people'), placeholder: t('Name, title or whole mail address') },
  show: {
    label: t('Which people'),
    options: [
      ['', t('Everybody')],
      ['others', t('Not members yet')],
      ['members', t('Members')],
    ],
  },
  orders: [
    ['name', t('By name')],
    ['newest', t('Newest account first')],
  ],
  columns: [{ label: t('Name'), order: 'name' }, { label: t('Member') }],
  rows: view.items.map((one) => row(one, view, screen)),
  nothing: nothing(view, screen),
  next: view.next,
})}`,
  })
}

/** Of a whole address no list tells whether somebody has it: known and unknown ones are added in the same way. */
function nothing({ community }: FoundAccounts, screen: Screen) {
  const { t, query } = screen
  const asked = (query.q ?? '').trim()
  const add = `/c/${community.slug}/members/add`
  if (isAddress(asked))
    return {
      title: t('Add {address}?', { address: asked }),
      says: t('With an account here or without one: you see the name before anybody is added.'),
      act: html`<a class="button primary" href="${add}?people=${encodeURIComponent(asked)}">${t('Go on')}</a>`,
    }
  return {
    title: t('Nobody found'),
    says: isNarrowed(screen) ? t('Try fewer words, or write their whole mail address.') : null,
    act: html`<a class="button" href="${add}">${t('Paste addresses')}</a>`,
  }
}

function row(one: FoundAccount, { community }: FoundAccounts, screen: Screen): Piece[] {
  const { t, query } = screen
  const action = `/c/${community.slug}/members/accounts/${shortId(one.personId)}`
  const list = new URLSearchParams(
    Object.entries(query).filter(([name]) => ['q', 'show', 'sort', 'after'].includes(name)),
  )
  const problem = screen.returned?.action === action ? screen.returned.problems[''] : null
  return [
    html`<div class="person plainly">${face(one, 'medium')}<b>${one.name}</b>${one.title ? html`<small>${one.title}</small>` : null}</div>`,
    html`<form class="act" method="post" action="${action}">${formKeys(screen, action)}<input type="hidden" name="member" value="${one.isMember ? 'no' : 'yes'}"><input type="hidden" name="list" value="${list.toString()}"><button class="switch" role="switch" aria-checked="${one.isMember ? 'true' : 'false'}" aria-label="${t('{name} is a member', { name: one.name })}"><i></i></button>${problem ? html`<small class="wrong" role="alert">${problem}</small>` : null}</form>`,
  ]
}
