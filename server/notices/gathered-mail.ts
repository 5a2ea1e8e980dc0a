/**
 * A mail about one person's notices. Its words are made when it leaves: it goes only to a person who should still get it,
 * and says only what is still news.
 */
import { noticeAddress, noticeSentence } from '#server/notices/notice.ts'
import { listNews } from '#server/notices/reads-notices.ts'
import { readStanding } from '#server/notices/reads-standing.ts'
import type { Declared } from '#server/platform/declared.ts'
import { replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import { type InShort, isLeaving, type MailKind, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { GatheredMail, GatheredTerms, News } from '#server/platform/notice-kind.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'

interface GatheredPayload {
  readonly [name: string]: readonly string[]
  readonly noticeIds: readonly string[]
}

/** The kind of mail that a declared one is. */
export function gatheredMail({ kind, by, name, unsubscribe, write }: GatheredMail): MailKind<GatheredPayload> {
  return mailKind({
    kind,
    priority: 'bulk',
    name,
    unsubscribe,
    async compose(look, mail) {
      const { personId, mailVersion, community, payload, t, siteName, siteHue } = mail
      if (!personId || !community) return { dropped: 'gone' }
      const about = { personId, communityId: community.id, kind }
      const [standing, all] = await Promise.all([
        readStanding(look.db, { ...about, byDefault: unsubscribe.byDefault }),
        listNews(look, personId, payload.noticeIds),
      ])
      if (!standing.isReader) return { dropped: 'left' }
      if (standing.choice === 'off') return { dropped: 'opted_out' }
      if (all.length === 0) return { dropped: 'gone' }
      // A sent or kept mail is shown as it was; a mail about to leave says only what is still news and still true.
      const said = isLeaving(mail) ? all.filter(({ isRead, isUndone }) => !isRead && !isUndone) : all
      if (said.length === 0) return { dropped: 'done' }
      const { leader } = standing
      const { config, declared, secrets } = look.platform
      const mayBeAnswered = declared.gatheredAnswers.has(kind) && said.some(({ threadId }) => threadId !== null)
      const answered = mayBeAnswered ? replyToOf(look.platform, mail) : undefined
      const replyTo = answered ?? (leader && { name: mailName(leader.name) ?? community.name, address: leader.address })
      const terms: GatheredTerms = {
        t,
        site: { name: siteName, url: config.publicUrl, hue: siteHue },
        unsubscribeUrl: unsubscribeAddress(look.platform, about),
        replyTo: replyTo ?? undefined,
        isAnswered: answered !== undefined,
        secrets,
        reader: { personId, version: mailVersion },
        says: (one) => noticeSentence(declared, one, one.title, t),
        addressOf: (one) => noticeAddress(declared, community.slug, one),
      }
      return {
        ...write({ community, news: said }, terms),
        inShort: by === 'entry' ? [asOne(said, terms, declared)] : said.map((one) => asOne([one], terms, declared)),
      }
    },
    async answer(work, actor, { personId, community, payload }, says) {
      const { answer } = work.platform.declared.gatheredAnswers.get(kind) ?? refuse(notFound)
      const news = await listNews(work, personId ?? '', payload.noticeIds)
      if (!community || news.length === 0) refuse(notFound)
      await answer(work, actor, { community, news }, says)
    },
  })
}

/** How news about one thing stand in a digest: the sentence of the one, or how many there are. */
function asOne(news: readonly News[], { t, site, says, addressOf }: GatheredTerms, { notices }: Declared): InShort {
  const [first] = news as readonly [News, ...News[]]
  const asked = news.find(({ kind }) => notices.get(kind)?.inDigest)
  const as = asked && notices.get(asked.kind)?.inDigest
  return {
    says: news.length === 1 ? says(first) : t('{n} new in “{title}”', { n: news.length, title: first.title }),
    address: `${site.url}${addressOf(asked ?? first)}`,
    ...(as && { as }),
  }
}
