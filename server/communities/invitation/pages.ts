/**
 * The page of an invitation: who invites the reader, to which community, and the one button that joins.
 */
import type { Invite } from '#server/communities/invitation/views.ts'
import { face } from '#server/platform/html/face.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import { notice } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/i/:token`. Of an invitation that does not work any more, which is null here, it says nothing. */
export function invitationPage({ token, invite }: { token: string; invite: Invite | null }, screen: Screen): Html {
  const { t } = screen
  if (!invite) {
    return barePage(screen, {
      title: t('This invitation no longer works'),
      main: html`<h1>${t('This invitation no longer works')}</h1>
<p class="lead">${t('Ask the person who invited you for a new one.')}</p>
<div class="acts"><a class="button" href="/sign-in">${t('Sign in')}</a></div>`,
    })
  }
  const { community, inviter } = invite
  const title = inviter
    ? t('{name} invites you to {community}', { name: inviter, community: community.name })
    : t('You are invited to {community}', { community: community.name })
  return barePage(screen, {
    title,
    hue: community.hue,
    main: html`<h1>${title}</h1>
${community.purpose ? html`<p class="lead">${community.purpose}</p>` : null}
${leaders(token, invite, screen)}
${wayIn(token, invite, screen)}`,
  })
}

function leaders(token: string, { leaders: all }: Invite, { t }: Screen): Piece {
  if (all.length === 0) return null
  // Photos are shown to people who share a community. An invited person sees those of its leaders through the invitation.
  const photoOf = ({ photo, personId }: Invite['leaders'][number]) =>
    photo?.startsWith('/files/') ? `/i/${token}/faces/${shortId(personId)}` : photo
  return html`<ul class="faces" aria-label="${t('Who leads it')}">${all
    .slice(0, 4)
    .map(
      (one) => html`<li class="person">${face({ name: one.name, photo: photoOf(one) })}<span>${one.name}</span></li>`,
    )}</ul>`
}

function wayIn(token: string, invite: Invite, screen: Screen): Piece {
  const { t } = screen
  const { name, community } = invite
  switch (invite.state) {
    case 'open':
      return html`${otherPerson(name, screen)}${form(screen, { action: `/i/${token}`, submit: t('Join as {name}', { name }) }, [])}
<p class="hint">${t('You stay signed in on this device for {n, plural, one {# day} other {# days}} after your last visit.', { n: 90 })}</p>`
    case 'known':
      return html`<p>${t('You have been here before, {name}: sign in, and you are there.', { name })}</p>${signIn(invite, screen)}`
    case 'late':
      return html`<p>${t('This invitation has expired. Ask for a new one to {community}, or sign in with your mail address.', { community: community.name })}</p>${signIn(invite, screen)}`
  }
}

/** With the address they were invited by; where no mail leaves, by password. */
function signIn({ email, community }: Invite, screen: Screen): Html {
  const { t, mail } = screen
  const to = `/c/${community.slug}`
  if (mail === 'waits')
    return html`<div class="acts"><a class="button primary" href="/sign-in?to=${to}">${t('Sign in')}</a></div>`
  return html`${form(screen, { action: '/sign-in', submit: t('Mail a sign-in link to {email}', { email }) }, [
    hidden('email', email),
    hidden('to', to),
  ])}<p class="hint"><a href="/sign-in?to=${to}">${t('I have a password')}</a></p>`
}

function otherPerson(name: string, { t, actor }: Screen): Html | null {
  if (actor.kind !== 'person') return null
  return notice(
    t('In this browser you are signed in as {other}. Joining signs you in as {name} instead.', {
      other: actor.name,
      name,
    }),
    'warn',
  )
}
