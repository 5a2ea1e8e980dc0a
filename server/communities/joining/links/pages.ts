/**
 * The invitation links of a community, where they are made and revoked.
 */
import { communityPage } from '#server/communities/frame.ts'
import { type LinkState, mostUses, usualDays, usualUses } from '#server/communities/joining/links/link.ts'
import type { Links, LinkView } from '#server/communities/joining/links/views.ts'
import { offeredRoles, roleTitle } from '#server/communities/members/role.ts'
import { waysToAdd } from '#server/communities/members/ways-to-add.ts'
import { todayIn } from '#server/platform/clock.ts'
import { copyable } from '#server/platform/html/copyable.ts'
import { select, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { badge, emptyState, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/members/links`. */
export function linksPage(view: Links, screen: Screen): Html {
  const { t } = screen
  const { community, links } = view
  return communityPage(screen, community, {
    tab: 'members',
    title: t('Invitation links'),
    main: html`${leadingStyles()}${pageTitle({
      title: t('Invitation links'),
      lead: t(
        'Whoever has the link can join. Give it only to people you want here, and revoke it when it is no longer needed.',
      ),
    })}
${waysToAdd(community.slug, 'links', screen)}
${
  links.length > 0
    ? html`<ul class="rows">${links.map((one) => linkRow(one, view, screen))}</ul>`
    : emptyState({ title: t('No invitation link yet') })
}
${section({ id: 'new', title: t('New link'), inside: linkForm(view, screen) })}`,
  })
}

function linkRow(one: LinkView, view: Links, screen: Screen): Html {
  const { t } = screen
  const day = timeText(one.endsAt, screen, 'day')
  const facts: Piece[] = [
    stateBadge(one.state, day, screen),
    one.role ? t('Joins as {role}', { role: roleTitle(one.role, view.roles, t) }) : null,
    usesText(one, screen),
    one.maker && t('made by {name}', { name: one.maker }),
  ].filter(Boolean)
  return html`<li class="row"><div class="said-of">${copyable(one.address, t('Copy the link'), screen)}<p class="about">${facts.map((fact, i) => html`${i > 0 ? ' · ' : null}${fact}`)}</p></div><div class="after">${
    one.state === 'revoked'
      ? null
      : actButton(screen, {
          action: `/c/${view.community.slug}/members/links/${shortId(one.id)}/revocation`,
          label: t('Revoke'),
          longLabel: t('Revoke the link until {day}', { day }),
          look: 'quiet',
        })
  }</div></li>`
}

/** "used 3 of 50 times, by 2 people" where somebody left and came back; else "3 of 50 joined". */
function usesText({ uses, mostUses: most, people }: LinkView, { t }: Screen): string {
  return people === uses
    ? t('{uses, number} of {most, number} joined', { uses, most })
    : t('used {uses, number} of {most, number} times, by {people, plural, one {# person} other {# people}}', {
        uses,
        most,
        people,
      })
}

function stateBadge(state: LinkState, day: string, { t }: Screen): Html {
  switch (state) {
    case 'open':
      return badge(t('works until {day}', { day }), 'good')
    case 'revoked':
      return badge(t('revoked'))
    case 'ended':
      return badge(t('expired'))
    case 'used_up':
      return badge(t('used up'))
    case 'beyond':
      return badge(t('its maker may not give this role any more'), 'warn')
    case 'not_open_yet':
      return badge(t('works once the community is open'), 'warn')
    case 'archived':
      return badge(t('Archived'))
  }
}

function linkForm({ community, roles, givable }: Links, screen: Screen): Html {
  const { t } = screen
  const given = offeredRoles(roles).filter(({ name }) => givable.includes(name))
  return form(screen, { action: `/c/${community.slug}/members/links`, submit: t('Make the link') }, [
    textField({
      name: 'until',
      type: 'date',
      label: t('Last day'),
      hint: t('Leave it empty for {n, number} days from now.', { n: usualDays }),
      min: todayIn(community.zone, screen.actor.now),
    }),
    textField({
      name: 'uses',
      type: 'number',
      inputmode: 'numeric',
      min: 1,
      label: t('How many people may join with it'),
      hint: t('Leave it empty for {n, number}. At most {most, number}.', { n: usualUses, most: mostUses }),
    }),
    given.length > 0
      ? select({
          name: 'role',
          label: t('They join as'),
          required: true,
          value: 'member',
          options: [
            { value: 'member', label: t('Member') },
            ...given.map(({ name }) => ({ value: name, label: roleTitle(name, roles, t) })),
          ],
        })
      : null,
  ])
}
