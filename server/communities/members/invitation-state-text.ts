/**
 * The words by which leaders read who has not come yet, and what they can do about it.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import { type AbsentCounts, type InvitationState, mayBeInvited } from '#server/communities/members/invitation-state.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** How far one member has come: "mailed on 3 May", "first here on 5 May". */
export function invitationStateText(coming: InvitationState, screen: Screen): Piece {
  const { t } = screen
  const day = coming.at && timeTag(coming.at, screen, 'day')
  return {
    came: sentence(t('first here on {day}', holes('day')), { day }),
    mailed: sentence(t('mailed on {day}', holes('day')), { day }),
    silent: sentence(t('mailed on {day}, not here yet', holes('day')), { day }),
    on_its_way: screen.mail === 'leaves' ? t('invitation on its way') : keptWords(screen),
    held: day ? sentence(t('invited from {day} on', holes('day')), { day }) : t('not invited yet'),
    not_mailed: keptWords(screen),
    refused: t('their mail server refused the invitation'),
    unreachable: t('gets no invitations'),
  }[coming.state]
}

function keptWords({ t, mail }: Screen): string {
  return mail === 'stays' ? t('invitation lies in the outbox') : t('not mailed yet')
}

/** The line of a member’s menu that invites them again, where that is possible. */
export function inviteAgainButton(
  one: { readonly personId: string; readonly name: string; readonly coming: InvitationState | null },
  community: CommunityHead,
  screen: Screen,
): Html | null {
  const { t } = screen
  if (!one.coming || screen.mail === 'waits' || !mayBeInvited(one.coming)) return null
  return actButton(screen, {
    action: `/c/${community.slug}/members/${shortId(one.personId)}/invitation`,
    label: t('Invite again'),
    longLabel: t('Invite again: {name}', { name: one.name }),
    look: 'item',
  })
}

/** Above the directory: members who got no mail yet, and members who stayed silent, each with the one button that helps. */
export function absentNotice(counts: AbsentCounts, community: CommunityHead, screen: Screen): Piece {
  const { t } = screen
  const root = `/c/${community.slug}/members`
  if (counts.absent === 0) return null
  const act = (who: string, label: string) =>
    actButton(screen, { action: `${root}/invitations`, label, fields: { who } })
  const show =
    screen.query.came === 'no'
      ? html`<a class="quiet" href="${root}">${t('Show everybody')}</a>`
      : html`<a class="quiet" href="${root}?came=no">${t('Show them')}</a>`
  const says = t(
    '{n, plural, one {# member has not come yet.} other {# members have not come yet.}} {waiting, plural, =0 {} one {# was not mailed, as there was no mail server.} other {# were not mailed, as there was no mail server.}}',
    { n: counts.absent, waiting: counts.notMailed },
  )
  if (screen.mail === 'waits') {
    return notice(
      t(
        '{n, plural, one {# member has not come yet.} other {# members have not come yet.}} No mail can leave this site, so invitations wait until it has a mail server.',
        { n: counts.absent },
      ),
      'warn',
      show,
    )
  }
  return notice(
    says,
    'plain',
    html`${
      counts.notMailed > 0 && screen.mail === 'leaves'
        ? act(
            'not_mailed',
            t('{n, plural, one {Send the invitation that waited} other {Send the # invitations that waited}}', {
              n: counts.notMailed,
            }),
          )
        : null
    }${
      counts.silent > 0
        ? act(
            'silent',
            t('{n, plural, one {Invite the silent one again} other {Invite the # silent ones again}}', {
              n: counts.silent,
            }),
          )
        : null
    }${show}`,
  )
}
