/**
 * The kinds of mail about requests to join.
 */
import { approvedEmail, declinedEmail, requestEmail } from '#server/communities/joining/requests/emails.ts'
import { readMailedRequest } from '#server/communities/joining/requests/reads-mails.ts'
import { isLeaving, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look } from '#server/platform/work.ts'

type AboutRequest = { readonly requestId: string }

/** The request a mail is about, and to whom it goes; null where either is gone. */
async function findMailed(look: Look, { community, personId, payload }: Mail<AboutRequest>) {
  if (!community || !personId) return null
  const request = await readMailedRequest(look, { ...payload, readerId: personId, mailKind: 'join_request' })
  return request && { request, community, personId, publicUrl: look.platform.config.publicUrl }
}

/** To each member who may answer it, while it waits. */
export const requestMail = mailKind<AboutRequest>({
  kind: 'join_request',
  priority: 'bulk',
  name: (t) => t('Request to join'),
  unsubscribe: {
    place: 45,
    needs: 'manage_members',
    byDefault: 'at_once',
    name: (t) => t('Requests to join'),
    hint: (t) => t('One mail for each, where you may answer it.'),
    stops: (t, at) =>
      t('You will get no more mails about requests to join {community}. They stay in your inbox here.', at),
    stopped: (t, at) =>
      t('Requests to join {community} no longer come to you by mail. They stay in your inbox here.', at),
  },
  async compose(look, mail) {
    const found = await findMailed(look, mail)
    if (!found) return { dropped: 'gone' }
    const { request, community, personId, publicUrl } = found
    if (isLeaving(mail)) {
      if (!request.isWaiting) return { dropped: 'done' }
      if (!request.mayAnswer) return { dropped: 'left' }
      if (request.isOptedOut) return { dropped: 'opted_out' }
    }
    const unsubscribeUrl = unsubscribeAddress(look.platform, {
      personId,
      communityId: community.id,
      kind: 'join_request',
    })
    return requestEmail(mail, { ...request, name: mailName(request.name), community, unsubscribeUrl, publicUrl })
  },
})

/** To the person who asked: they are in. */
export const approvedMail = mailKind<AboutRequest>({
  kind: 'join_approved',
  priority: 'person-waits',
  name: (t) => t('Request approved'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const found = await findMailed(look, mail)
    if (!found) return { dropped: 'gone' }
    const { request, ...terms } = found
    if (isLeaving(mail) && !request.isMember) return { dropped: 'left' }
    return approvedEmail(mail, { ...terms, by: request.by && mailName(request.by) })
  },
})

/** To the person who asked: this time not. */
export const declinedMail = mailKind<AboutRequest>({
  kind: 'join_declined',
  priority: 'person-waits',
  name: (t) => t('Request declined'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const found = await findMailed(look, mail)
    if (!found) return { dropped: 'gone' }
    const { request, ...terms } = found
    if (isLeaving(mail) && request.isMember) return { dropped: 'over' }
    return declinedEmail(mail, { ...terms, reason: request.reason, by: request.by && mailName(request.by) })
  },
})
