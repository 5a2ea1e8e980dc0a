/**
 * The page of an invitation link, and that of the mail to somebody who asked for an account with it.
 */

import { removedBefore } from '#server/communities/joining/joining.ts'
import { whyShut } from '#server/communities/joining/links/link.ts'
import type { JoinMail } from '#server/communities/joining/links/mail-views.ts'
import type { OpenedLink } from '#server/communities/joining/links/views.ts'
import { roleTitle } from '#server/communities/members/role.ts'
import { textField } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { notice, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/join/:key`. */
export function openedLinkPage(view: OpenedLink, screen: Screen): Html {
  const { t } = screen
  const { state, community, maker } = view
  if (!community || (state !== 'open' && state !== 'removed' && state !== 'member')) {
    const shut = state === 'open' || state === 'member' || state === 'removed' ? 'revoked' : state
    return shutPage(t(whyShut[shut].says), screen)
  }
  const title = t('You are invited to {community}', { community: community.name })
  return barePage(screen, {
    title,
    hue: community.hue,
    main: html`<h1>${title}</h1>
${community.purpose ? html`<p class="lead" dir="auto">${community.purpose}</p>` : null}
${maker ? html`<p class="soft">${t('By an invitation link from {name}.', { name: maker })}</p>` : null}
${state === 'removed' ? notice(t(removedBefore.says), 'warn') : wayIn(view, community.name, screen)}`,
  })
}

function shutPage(says: string, screen: Screen): Html {
  const { t, actor } = screen
  const title = t('This invitation no longer works')
  return barePage(screen, {
    title,
    main: html`<h1>${title}</h1>
<p class="lead">${says}</p>
<div class="acts">${
      actor.kind === 'person'
        ? html`<a class="button" href="/">${t('My communities')}</a>`
        : html`<a class="button" href="/sign-in">${t('Sign in')}</a>`
    }</div>`,
  })
}

function wayIn(view: OpenedLink, community: string, screen: Screen): Piece {
  const { t, actor } = screen
  const address = `/join/${view.token}`
  const role = view.role && roleTitle(view.role, ownRole(view), t)
  const as = role ? html`<p>${t('You join with this role: {role}.', { role })}</p>` : null
  if (actor.kind === 'person') {
    return html`${as}${form(screen, { action: address, submit: t('Join') }, [])}
<p class="hint">${t('You are signed in as {name}.', { name: actor.name })}</p>`
  }
  return html`${as}<div class="acts"><a class="button" href="/sign-in?to=${address}">${t('Sign in to join')}</a></div>
${section({ id: 'new', title: t('No account here yet?'), inside: newAccount(address, community, screen) })}`
}

/** A role of the site's own with its title, in the shape that role titles are read from. */
function ownRole({ role, roleTitle: title }: OpenedLink) {
  return role ? [{ name: role, title, permissions: [] }] : []
}

function newAccount(address: string, community: string, screen: Screen): Piece {
  const { t, mail, query } = screen
  if (query.asked) {
    return notice(
      t('Look in your mail: the button there lets you into {community}. It can take a minute.', { community }),
      'good',
    )
  }
  if (mail === 'waits') {
    return html`<p>${t('This site can’t send mail yet, so it can’t make an account for you here. Ask the person who gave you the link to add you by your mail address.')}</p>`
  }
  return form(screen, { action: `${address}/account`, submit: t('Mail me a link to join') }, [
    textField({ name: 'name', label: t('Your name'), required: true, max: 200, autocomplete: 'name' }),
    textField({ name: 'email', type: 'email', label: t('Your mail address'), required: true, autocomplete: 'email' }),
  ])
}

/** `/joining/:token`. */
export function joinMailPage(asked: JoinMail | null, screen: Screen): Html {
  const { t, mail } = screen
  if (!asked || asked.state === 'over') {
    const again = asked
      ? html`<div class="acts"><a class="button" href="${asked.link}">${t('Open the invitation link')}</a></div>`
      : null
    return barePage(screen, {
      title: t('This mail no longer works'),
      main: html`<h1>${t('This mail no longer works')}</h1>
<p class="lead">${t('Open the invitation link once more. It says whether you can still join with it.')}</p>${again}`,
    })
  }
  const { community, name, address, state, token, link } = asked
  const title = t('Join {community}', { community: community.name })
  return barePage(screen, {
    title,
    hue: community.hue,
    main: html`<h1>${title}</h1>
${community.purpose ? html`<p class="lead" dir="auto">${community.purpose}</p>` : null}
${
  state === 'open'
    ? html`${form(screen, { action: `/joining/${token}`, submit: t('Join as {name}', { name }) }, [])}
<p class="hint">${t('This makes your account with the address {email}.', { email: address })} ${t('You stay signed in on this device for {n, plural, one {# day} other {# days}} after your last visit.', { n: 90 })}</p>`
    : html`<p>${t('There is an account with the address {email} already. Sign in with it, and then join.', { email: address })}</p>
${
  mail === 'waits'
    ? html`<div class="acts"><a class="button primary" href="/sign-in?to=${link}">${t('Sign in')}</a></div>`
    : form(screen, { action: '/sign-in', submit: t('Mail a sign-in link to {email}', { email: address }) }, [
        hidden('email', address),
        hidden('to', link),
      ])
}`
}`,
  })
}
