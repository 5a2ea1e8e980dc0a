/**
 * A mail about what one person was told, gathered from their notices: it goes only to whom it is still for, in words made as
 * it leaves, and says only what is news still.
 */
import { readStanding } from '#server/notices/reads-standing.ts'
import type { ReadDb } from '#server/platform/db.ts'
import type { EntryKinds } from '#server/platform/entry-kind.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { type Composed, type MailCommunity, type MailKind, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

/** What one notice tells. */
interface News {
  /** Who did it; null where they have left the site. */
  readonly by: string | null
  readonly isRead: boolean
  /** It is not so any more: then there is nothing to say. */
  readonly isUndone?: boolean
}

export interface Gathered<N> {
  readonly community: MailCommunity
  /** Oldest first, one at least. */
  readonly news: readonly N[]
}

export interface GatheredTerms {
  readonly t: Translate
  readonly site: { readonly name: string; readonly url: string }
  readonly unsubscribeUrl: string
  readonly replyTo?: { readonly name: string; readonly address: string }
  readonly kinds: EntryKinds
}

interface GatheredPayload {
  readonly [name: string]: readonly string[]
  readonly noticeIds: readonly string[]
}

/** Declares such a kind. `read` gives what these notices tell, oldest first, as far as their reader may still read it. */
export function gatheredMail<N extends News>({
  kind,
  read,
  write,
}: {
  readonly kind: 'reply' | 'moderation'
  read(db: ReadDb, notices: { personId: string; noticeIds: readonly string[] }): Promise<readonly N[]>
  write(gathered: Gathered<N>, terms: GatheredTerms): Composed
}): MailKind<GatheredPayload> {
  return mailKind({
    kind,
    priority: 'bulk',
    unsubscribe: 'per-kind',
    async compose(look, { personId, community, payload, state = 'waiting', t, siteName }) {
      if (!personId || !community) return { dropped: 'gone' }
      const about = { personId, communityId: community.id, kind }
      const [standing, all] = await Promise.all([
        readStanding(look.db, about),
        read(look.db, { personId, noticeIds: payload.noticeIds }),
      ])
      if (!standing.isReader) return { dropped: 'left' }
      if (standing.choice === 'off') return { dropped: 'opted_out' }
      if (all.length === 0) return { dropped: 'gone' }
      // What has left or is kept is shown as it was; what is about to leave says only what is news still, and still so.
      const said = state === 'waiting' ? all.filter(({ isRead, isUndone }) => !isRead && !isUndone) : all
      if (said.length === 0) return { dropped: 'done' }
      const { leader } = standing
      return write(
        { community, news: said.map((one) => ({ ...one, by: one.by && mailName(one.by) })) },
        {
          t,
          kinds: look.platform.declared.kinds,
          site: { name: siteName, url: look.platform.config.publicUrl },
          unsubscribeUrl: unsubscribeAddress(look.platform, about),
          replyTo: leader ? { name: mailName(leader.name) ?? community.name, address: leader.address } : undefined,
        },
      )
    },
  })
}
