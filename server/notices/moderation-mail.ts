/** The kind of mail that says what a moderator did to somebody's words. */
import { moderationEmail } from '#server/notices/moderation-email.ts'
import { readModeration } from '#server/notices/reads-moderation.ts'
import { readStanding } from '#server/notices/reads-replies.ts'
import { type Composed, type Dropped, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look } from '#server/platform/work.ts'

interface ModerationPayload {
  readonly [name: string]: readonly string[]
  readonly noticeIds: readonly string[]
}

/** Acts of moderation in one community, gathered. */
export const moderationMail = mailKind<ModerationPayload>({
  kind: 'moderation',
  priority: 'bulk',
  unsubscribe: 'per-kind',
  compose: composeModeration,
})

async function composeModeration(look: Look, mail: Mail<ModerationPayload>): Promise<Composed | Dropped> {
  const { personId, community } = mail
  if (!personId || !community) return { dropped: 'gone' }
  const about = { personId, communityId: community.id, kind: 'moderation' } as const
  const [standing, all] = await Promise.all([
    readStanding(look.db, about),
    readModeration(look.db, { personId, noticeIds: mail.payload.noticeIds }),
  ])
  if (!standing.isReader) return { dropped: 'left' }
  if (standing.choice === 'off') return { dropped: 'opted_out' }
  if (all.length === 0) return { dropped: 'gone' }
  // What has left or is kept is shown as it was; what is about to leave says only what is news still, and still so.
  const isLeaving = (mail.state ?? 'waiting') === 'waiting'
  const acts = isLeaving ? all.filter(({ isRead, isUndone }) => !isRead && !isUndone) : all
  if (acts.length === 0) return { dropped: 'done' }
  return moderationEmail(
    { community, acts: acts.map((act) => ({ ...act, by: act.by && mailName(act.by) })) },
    {
      t: mail.t,
      site: { name: mail.siteName, url: look.platform.config.publicUrl },
      unsubscribeUrl: unsubscribeAddress(look.platform, about),
      replyTo: standing.leader
        ? { name: mailName(standing.leader.name) ?? community.name, address: standing.leader.address }
        : undefined,
    },
  )
}
