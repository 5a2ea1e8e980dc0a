/**
 * The mail that tells somebody they are a member, and shows the way in.
 */
import { readInvitation } from '#server/communities/members/reads-notices.ts'
import { button, mailLayout, note, paragraph, quote } from '#server/platform/mail/layout.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

/** To one new member of one community. */
export const invitationMail = mailKind<{ invitedBy: string | null }>({
  kind: 'invitation',
  priority: 'bulk',
  unsubscribe: 'per-kind',
  async compose(look, mail) {
    const { t, community, personId } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const found = await readInvitation(look, { communityId: community.id, personId, invitedBy: mail.payload.invitedBy })
    if (!found) return { dropped: 'left' }
    if (found.status !== 'active') return { dropped: 'over' }
    if (found.isOptedOut) return { dropped: 'opted_out' }
    const { publicUrl } = look.platform.config
    const unsubscribeUrl = unsubscribeAddress(look.platform, { personId, communityId: community.id, kind: 'ping' })
    const title = found.inviter
      ? t('{name} invites you to {community}', { name: found.inviter, community: community.name })
      : t('You are invited to {community}', { community: community.name })
    const parts = mailLayout({
      t,
      hue: community.hue,
      above: community.name,
      preheader: found.purpose,
      heading: title,
      blocks: [
        ...(found.purpose ? [quote(found.purpose, null)] : []),
        paragraph(
          t(
            'There you find what others found useful, talk about how it went, and now and then get a Ping: one question by mail, answered with one click.',
          ),
        ),
        button(t('See {community}', { community: community.name }), `${publicUrl}/c/${community.slug}`),
        note(
          t(
            'You need no password: give this mail address where the page asks for it, and a sign-in link comes to you.',
          ),
        ),
      ],
      why: found.inviter
        ? t('You get this one mail because {name} added you to {community}.', {
            name: found.inviter,
            community: community.name,
          })
        : t('You get this one mail because you were added to {community}.', { community: community.name }),
      unsubscribeUrl,
      site: { name: mail.siteName, url: publicUrl },
    })
    return {
      from: found.inviter ? `${found.inviter}, ${community.name}` : community.name,
      subject: title,
      ...parts,
      listId: `${community.slug}.invitations`,
      unsubscribeUrl,
    }
  },
})
