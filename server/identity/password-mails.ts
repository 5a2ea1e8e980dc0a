/**
 * The mails about a password: it was set or changed, or it is off after a hundred wrong ones.
 */
import { randomUUID } from 'node:crypto'
import { passwordOffMail, passwordSetMail } from '#server/identity/emails.ts'
import { hasPassword } from '#server/identity/reads-sign-in.ts'
import { findByEmail } from '#server/identity/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** The job that finds the person of an address. Strangers guess for addresses that nobody has, and must not see a difference. */
export const mailPasswordOffTask = 'mail-password-off'

/** Queues that job: somebody typed the hundredth wrong password for an address. */
export async function queuePasswordOff(work: Work, address: string): Promise<void> {
  const sealed = work.platform.secrets.seal('password off', address)
  await work.enqueue(mailPasswordOffTask, { sealed, eventId: randomUUID() })
}

/** Run twice it mails once. */
export async function mailPasswordOff(work: Work, { sealed, eventId }: { sealed: string; eventId: string }) {
  const address = work.platform.secrets.unseal('password off', sealed)
  const person = address ? await findByEmail(work.tx, address) : null
  if (!person || person.removedAt || !(await hasPassword(work, person.id))) return
  const about = { kind: 'password', id: eventId }
  await queueMail(work, passwordOffMail, { personId: person.id }, { about, payload: {} })
}

/** The actor's password was set or changed, in a session. */
export async function mailPasswordSet(work: Work, personId: string, isFirst: boolean): Promise<void> {
  const about = { kind: 'password', id: randomUUID() }
  await queueMail(work, passwordSetMail, { personId }, { about, payload: { isFirst } })
}
