/**
 * The pages of the site's people.
 */
import { customFields, ownLocaleAndZone } from '#server/identity/room.ts'
import { face } from '#server/platform/html/face.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, fieldRow, form, group } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { badge, breadcrumbs, count, facts, notice, section } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import { shownAddress } from '#server/platform/mail-address.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import { siteRunningPage } from '#server/site/frame.ts'
import type { AccountItem, AccountPage, Accounts } from '#server/site/people/account.ts'
import { throughWhat } from '#server/site/people/words.ts'
import { roleName } from '#server/site/role-name.ts'
import { isNarrowed, searchedList } from '#server/site/searched-list.ts'

const root = '/site/people'

/** `/site/people`. */
export function accountsPage(view: Accounts, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'people',
    title: t('People'),
    width: 'wide',
    acts: html`<a class="button" href="${root}/import">${t('Bring in people from a file')}</a><a class="quiet" href="${root}/feeds">${t('People feeds')}</a><a class="quiet" href="/site/profile-fields">${t('Fields of profiles')}</a>`,
    main: searchedList(screen, {
      root,
      label: t('People'),
      search: { label: t('Search people'), placeholder: t('Name or mail address') },
      show: {
        label: t('Which people'),
        options: [
          ['', t('Everybody')],
          ['never', t('Never signed in')],
          ['guests', t('Guests')],
          ['alone', t('Without a community')],
          ['staff', t('Who run the site')],
          ['deactivated', t('Deactivated')],
        ],
      },
      orders: [
        ['name', t('By name')],
        ['seen', t('Last seen first')],
        ['newest', t('Newest first')],
      ],
      columns: [
        { label: t('Name'), order: 'name' },
        { label: t('Mail address') },
        { label: t('Communities'), isAmount: true },
        { label: t('Last seen'), order: 'seen' },
        { label: t('Added'), order: 'newest' },
      ],
      rows: view.items.map((one) => row(one, screen)),
      nothing: isNarrowed(screen)
        ? {
            title: t('Nobody found'),
            says: t('Try fewer words, or another spelling.'),
            act: html`<a class="button" href="${root}">${t('Show everybody')}</a>`,
          }
        : { title: t('Nobody found') },
      next: view.next,
    }),
  })
}

function row(one: AccountItem, screen: Screen): Piece[] {
  const { t } = screen
  return [
    html`<a href="${root}/${shortId(one.personId)}">${one.name}</a> ${standing(one, screen)}${one.title ? html`<br><small class="soft">${one.title}</small>` : null}`,
    shownAddress(one.email),
    count(screen, one.communities),
    one.seenAt ? timeTag(one.seenAt, screen, 'ago') : one.hasSignedIn ? '' : t('never signed in'),
    timeTag(one.addedAt, screen, 'day'),
  ]
}

function standing({ siteRole, deactivatedAt }: Pick<AccountItem, 'siteRole' | 'deactivatedAt'>, { t }: Screen): Piece {
  return html`${siteRole ? badge(roleName({ name: siteRole, title: null }, t)) : null} ${deactivatedAt ? badge(t('deactivated'), 'warn') : null}`
}

/** `/site/people/:person`. */
export function accountPage(view: AccountPage, screen: Screen): Html {
  const { t, actor } = screen
  const at = `${root}/${shortId(view.personId)}`
  return siteRunningPage(screen, {
    part: 'people',
    way: breadcrumbs(screen, [{ label: t('People'), href: root }]),
    title: view.name,
    lead: standing(view, screen),
    acts: view.can.mail
      ? actButton(screen, { action: `${at}/sign-in-mail`, label: t('Mail them a sign-in link') })
      : null,
    main: html`${
      view.deactivatedAt
        ? notice(
            t('Deactivated on {day}: nobody signs in with this account, and it gets no mail.', {
              day: timeText(view.deactivatedAt, screen, 'day'),
            }),
            'warn',
            view.can.change ? actButton(screen, { action: `${at}/reactivation`, label: t('Reactivate') }) : null,
          )
        : null
    }
${view.can.change ? null : notice(t('This person owns the site, so only an owner changes their account.'))}
<div class="person">${face({ name: view.name, photo: view.photo }, 'large')}</div>
${facts(
  said([
    [t('Mail address'), shownAddress(view.email)],
    [
      t('Reports to'),
      view.manager && html`<a href="${root}/${shortId(view.manager.personId)}">${view.manager.name}</a>`,
    ] as const,
    [t('External ID'), view.externalId] as const,
    ...view.custom.map(({ label, value }) => [label, value] as const),
    [t('Last seen'), view.seenAt ? timeTag(view.seenAt, screen, 'ago') : view.hasSignedIn ? '–' : t('never signed in')],
    [t('Added'), timeTag(view.addedAt, screen, 'day')],
    [t('Signed in on'), t('{n, plural, =0 {no browser} one {# browser} other {# browsers}}', { n: view.sessions })],
    [t('API tokens'), count(screen, view.tokens)],
  ]),
)}
<p class="acts"><a class="quiet" href="/people/${shortId(view.personId)}">${t('Profile')}</a>${may(actor, 'site_audit', null) ? html`<a class="quiet" href="/site/audit?person=${shortId(view.personId)}">${t('In the audit')}</a>` : null}</p>
${section({ id: 'memberships', title: t('Communities'), inside: memberships(view, screen) })}
${view.can.change ? section({ id: 'account', title: t('Account'), inside: changes(view, screen, at) }) : null}
${view.can.change ? section({ id: 'more', title: t('More'), inside: moreActs(view, screen, at) }) : null}
${view.can.deactivate ? section({ id: 'deactivation', title: t('Deactivate'), inside: deactivation(view, screen, at) }) : null}`,
  })
}

/** Facts without those that say nothing. */
function said(all: readonly (readonly [string, Piece])[]): (readonly [string, Piece])[] {
  return all.filter(([, value]) => value)
}

function memberships({ memberships: held }: AccountPage, screen: Screen): Html {
  const { t } = screen
  if (held.length === 0) return html`<p class="hint">${t('No community yet.')}</p>`
  return listRows(
    held.map((one) => ({
      href: `/c/${one.slug}`,
      title: one.name,
      about: html`${one.roles.map((role) => html`${badge(roleName(role, t))} · `)}${throughWhat(one.sources, t)}`,
      after: t('since {month}', { month: timeText(one.joinedAt, screen, 'month') }),
    })),
  )
}

function changes(view: AccountPage, screen: Screen, at: string): Html {
  const { t } = screen
  return form(screen, { action: at, submit: t('Save') }, [
    textField({ name: 'name', label: t('Name'), value: view.name, required: true, max: 200 }),
    textField({
      name: 'email',
      label: t('Mail address'),
      value: view.email,
      type: 'email',
      required: true,
      max: 320,
      hint: t(
        'Another address signs them out everywhere and ends their API tokens and mailed links. We tell the former address.',
      ),
    }),
    fieldRow([
      textField({ name: 'title', label: t('Job title'), value: view.title, max: 120 }),
      textField({ name: 'location', label: t('Place'), value: view.location, max: 120 }),
    ]),
    ownLocaleAndZone(view, t),
    fieldRow([
      textField({
        name: 'manager',
        label: t('Reports to'),
        value: view.manager?.email ?? '',
        inputmode: 'email',
        max: 320,
        hint: view.manager?.name ?? t('The mail address of their manager.'),
      }),
      textField({
        name: 'externalId',
        label: t('External ID'),
        value: view.externalId ?? '',
        max: 200,
        hint: t('Such as their number in your HR system. Files find them by it.'),
      }),
    ]),
    view.custom.length > 0 ? group(t('Fields of this site'), customFields(view.custom, t)) : null,
  ])
}

function moreActs({ can, siteRole, deactivatedAt }: AccountPage, { t }: Screen, at: string): Html {
  return listRows([
    ...(deactivatedAt
      ? []
      : [
          {
            href: `${at}/site-role`,
            title: t('Role on this site'),
            about: siteRole ? roleName({ name: siteRole, title: null }, t) : t('Without a role'),
          },
        ]),
    {
      href: `${at}/merging`,
      title: t('Merge with another account'),
      about: t('Where one person has two accounts'),
    },
    ...(can.erase
      ? [{ href: `${at}/erasure`, title: t('Erase'), about: t('Where somebody wants to be forgotten') }]
      : []),
  ])
}

function deactivation(view: AccountPage, screen: Screen, at: string): Html {
  const { t } = screen
  const alone = view.memberships.filter(({ leadsAlone }) => leadsAlone).map(({ name }) => name)
  return html`<p class="hint">${t('They are signed out everywhere at once; their API tokens and mailed ballots end. What they wrote stays, under their name.')}</p>
${alone.length > 0 ? notice(t('Nobody else leads {names}. Make somebody else a leader there.', { names: alone.join(', ') }), 'warn') : null}
${actButton(screen, { action: `${at}/deactivation`, label: t('Deactivate this account'), look: 'danger' })}`
}
