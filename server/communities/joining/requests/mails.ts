/**
 * The kinds of mail about requests to join.
 */
import { approvedEmail, declinedEmail, requestEmail } from '#server/communities/joining/requests/emails.ts'
import { readMailedRequest } from '#server/communities/joining/requests/reads-mails.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'

/** To each member who may answer it, while it waits. */
export const requestMail = mailKind<{ readonly requestId: string }>({
  kind: 'join_request',
  priority: 'bulk',
  name: (t) => t('Request to join'),
  unsubscribe: {
    place: 45,
    byDefault: 'at_once',
    name: (t) => t('Requests to join'),
    hint: (t) => t('One mail for each, where you may answer it.'),
    stops: (t, at) =>
      t('You will get no more mails about requests to join {community}. They stay in your inbox here.', at),
    stopped: (t, at) =>
      t('Requests to join {community} no longer come to you by mail. They stay in your inbox here.', at),
  },
  async compose(look, mail) {
    const { community, personId, payload } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const request = await readMailedRequest(look, { ...payload, readerId: personId, mailKind: 'join_request' })
    if (!request) return { dropped: 'gone' }
    if ((mail.state ?? 'waiting') === 'waiting') {
      if (!request.isWaiting) return { dropped: 'done' }
      if (!request.mayAnswer) return { dropped: 'left' }
      if (request.isOptedOut) return { dropped: 'opted_out' }
    }
    const unsubscribeUrl = unsubscribeAddress(look.platform, {
      personId,
      communityId: community.id,
      kind: 'join_request',
    })
    const { publicUrl } = look.platform.config
    return requestEmail(mail, { ...request, name: mailName(request.name), community, unsubscribeUrl, publicUrl })
  },
})

/** To the person who asked: they are in. */
export const approvedMail = mailKind<{ readonly requestId: string }>({
  kind: 'join_approved',
  priority: 'person-waits',
  name: (t) => t('Request approved'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community, personId, payload } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const request = await readMailedRequest(look, { ...payload, readerId: personId, mailKind: 'join_request' })
    if (!request) return { dropped: 'gone' }
    if ((mail.state ?? 'waiting') === 'waiting' && !request.isMember) return { dropped: 'left' }
    const { publicUrl } = look.platform.config
    return approvedEmail(mail, { by: request.by && mailName(request.by), community, publicUrl })
  },
})

/** To the person who asked: this time not. */
export const declinedMail = mailKind<{ readonly requestId: string }>({
  kind: 'join_declined',
  priority: 'person-waits',
  name: (t) => t('Request declined'),
  unsubscribe: 'none',
  async compose(look, mail) {
    const { community, personId, payload } = mail
    if (!community || !personId) return { dropped: 'gone' }
    const request = await readMailedRequest(look, { ...payload, readerId: personId, mailKind: 'join_request' })
    if (!request) return { dropped: 'gone' }
    if ((mail.state ?? 'waiting') === 'waiting' && request.isMember) return { dropped: 'over' }
    const { publicUrl } = look.platform.config
    return declinedEmail(mail, { reason: request.reason, by: request.by && mailName(request.by), community, publicUrl })
  },
})
