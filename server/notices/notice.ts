/**
 * The notice tells one person about one activity. The room of the activity declares what it says and where it leads.
 */
import type { Declared } from '#server/platform/declared.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { GatheredMail, News, NoticeEntry, NoticeKind } from '#server/platform/notice-kind.ts'

/** Notices on one page of the inbox. */
export const noticesPerPage = 30

/** The live topic of somebody's inbox. */
export function inboxChannel(personId: string): string {
  return `inbox/${personId}`
}

/** The mails that gather notices of these kinds. */
export function gatheredMailsOf(kinds: Iterable<NoticeKind>): GatheredMail[] {
  const mails = [...kinds].flatMap(({ mail }) => (mail && mail !== 'its own' ? [mail] : []))
  return [...new Set(mails)]
}

/** "Cleo Marsh answered you in “…”"; the title alone where no room declares the kind any more. */
export function noticeSentence(
  { notices }: Declared,
  { kind, by, role, ownWords, isAnswer }: Pick<News, 'kind' | 'by' | 'role' | 'ownWords' | 'isAnswer'>,
  title: string,
  t: Translate,
): string {
  return notices.get(kind)?.says(t, { name: by ?? t('Somebody'), title, role, ownWords }, { isAnswer }) ?? title
}

/** The subject of a notice, as far as its address needs it. */
export type NoticeTarget = Pick<News, 'kind' | 'activityId' | 'threadId' | 'postId'> & {
  readonly entry: NoticeEntry | null
  readonly about: News['about']
}

/** The exact place a notice leads to: the post where it stands, the entry, or what else it is about. */
export function noticeAddress(declared: Declared, slug: string, target: NoticeTarget): string {
  const { kind, entry, about, threadId, postId } = target
  const notice = declared.notices.get(kind)
  if (notice?.addressOfAct) return notice.addressOfAct(`/c/${slug}`, target.activityId)
  if (about) return notice?.about?.address(slug, about) ?? `/c/${slug}`
  if (!entry) return notice?.addressIn?.(`/c/${slug}`) ?? `/c/${slug}`
  if (entry.isGone) return `/c/${slug}`
  if (threadId) return declared.postsInNotices.address(slug, { id: threadId, title: entry.title }, postId)
  const own = notice?.address?.(entry)
  return own ?? declared.kinds.get(entry.kind)?.address(slug, entry) ?? `/c/${slug}`
}
