/** The kind of mail that says who answered somebody in a thread. */
import { replyEmail } from '#server/notices/emails.ts'
import { readGathered, readStanding } from '#server/notices/reads-replies.ts'
import { type Composed, type Dropped, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look } from '#server/platform/work.ts'

interface ReplyPayload {
  readonly [name: string]: readonly string[]
  readonly noticeIds: readonly string[]
}

/** Answers and mentions of one thread, gathered. */
export const replyMail = mailKind<ReplyPayload>({
  kind: 'reply',
  priority: 'bulk',
  unsubscribe: 'per-kind',
  compose: composeReplies,
})

async function composeReplies(look: Look, mail: Mail<ReplyPayload>): Promise<Composed | Dropped> {
  const { personId, community } = mail
  if (!personId || !community) return { dropped: 'gone' }
  const about = { personId, communityId: community.id, kind: 'reply' } as const
  const [standing, gathered] = await Promise.all([
    readStanding(look.db, about),
    readGathered(look.db, { personId, noticeIds: mail.payload.noticeIds }),
  ])
  if (!standing.isReader) return { dropped: 'left' }
  if (standing.choice === 'off') return { dropped: 'opted_out' }
  if (!gathered) return { dropped: 'gone' }
  // What has left or is kept is shown as it was; what is about to leave says only what is news still.
  const isLeaving = (mail.state ?? 'waiting') === 'waiting'
  const posts = isLeaving ? gathered.posts.filter(({ isRead }) => !isRead) : gathered.posts
  if (posts.length === 0) return { dropped: 'done' }
  return replyEmail(
    {
      community,
      thread: gathered.thread,
      posts: posts.map((post) => ({ ...post, author: post.author && mailName(post.author) })),
    },
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
