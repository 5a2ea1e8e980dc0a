/**
 * The digest: one mail for all communities with what its reader wants by day or by week. It is made of the mails that were held
 * for it: each is composed as if it left now, so what is over, done or not theirs any more is not told.
 */
import { bestFirst, type Told } from '#server/notices/digest/digest.ts'
import { digestLink } from '#server/notices/digest/digest-link.ts'
import { digestEmail } from '#server/notices/digest/email.ts'
import { listTold } from '#server/notices/digest/reads-told.ts'
import { composeMail } from '#server/platform/mail/compose-mail.ts'
import { isLeaving, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import type { StoredMail } from '#server/platform/mail/store.ts'
import type { Look } from '#server/platform/work.ts'

interface DigestPayload {
  readonly [name: string]: readonly string[] | number
  /** Newest first. */
  readonly mailIds: readonly string[]
  /** How many there were beside these. */
  readonly more: number
}

export const digestMail = mailKind<DigestPayload>({
  kind: 'digest',
  priority: 'bulk',
  isSecretTo: 'its recipient',
  name: (t) => t('Digest'),
  unsubscribe: 'by its own link',
  async compose(look, mail) {
    const { personId, payload, t, siteName, siteHue } = mail
    if (!personId) return { dropped: 'gone' }
    const { told, left } = bestFirst(await thingsOf(look, mail))
    if (told.length === 0) return { dropped: 'done' }
    const { config, secrets } = look.platform
    return digestEmail(
      { told, left: left + payload.more },
      {
        t,
        site: { name: siteName, url: config.publicUrl, hue: siteHue },
        unsubscribeUrl: `${config.publicUrl}${digestLink.address(secrets, { id: personId, version: 1 })}`,
      },
    )
  },
})

async function thingsOf(look: Look, digest: Mail<DigestPayload>): Promise<Told[]> {
  const held = await listTold(look, digest.payload.mailIds, isLeaving(digest) ? 'unseen' : 'all')
  const things = await Promise.all(held.map((one) => thingsIn(look, { ...one, state: digest.state ?? 'waiting' })))
  return things.flat()
}

/** What one held mail tells. @throws a sentence where its kind forgot to say it */
async function thingsIn(look: Look, mail: StoredMail): Promise<Told[]> {
  const { mails } = look.platform.declared
  const kind = mails.get(mail.kind)
  const composed = await composeMail(look, mails, mail)
  if ('dropped' in composed || typeof kind?.unsubscribe !== 'object' || !mail.community) return []
  if (!composed.inShort) throw new Error(`A mail of the kind "${mail.kind}" must carry inShort.`)
  const rank = kind.unsubscribe.inDigest ?? 'other'
  const { name } = mail.community
  return composed.inShort.map((one) => ({ ...one, rank: one.as ?? rank, community: name }))
}
