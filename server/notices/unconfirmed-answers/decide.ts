/** The person in whose name an answer came says that it is theirs, or throws it away. */
import { loadActorOf } from '#server/identity/room.ts'
import { endUnconfirmed, lockUnconfirmed } from '#server/notices/unconfirmed-answers/store.ts'
import { readHolder } from '#server/notices/unconfirmed-answers/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { unconfirmedOfOther, unconfirmedUnknown } from '#server/platform/mail/incoming/unconfirmed.ts'
import { readMail } from '#server/platform/mail/store.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/** Which answer, and by which right: the link in a mail, or, without one, that of whoever is signed in. */
export interface Deciding {
  readonly answer: string
  readonly link?: OpenedToken
}

/**
 * Does what the answer would have done, had somebody vouched for its mail.
 * @refuses not_found · mailed_answers_unknown · mailed_answer_of_other · what the kind of the mail refuses
 */
export async function postUnconfirmed(work: Work, actor: Actor, deciding: Deciding): Promise<void> {
  const { waiting, personId } = await findDecided(work, actor, deciding)
  const mail = (await readMail(work.db, waiting.mailId)) ?? refuse(notFound)
  const { answer } = work.platform.declared.mails.get(mail.kind) ?? refuse(notFound)
  if (!answer) refuse(notFound)
  const author = personIdOf(actor) === personId ? actor : await loadActorOf(work.db, personId)
  await answer(work, author, mail, waiting.says)
  await endUnconfirmed(work, waiting.id, 'posted')
}

/**
 * Deletes it.
 * @refuses not_found · mailed_answers_unknown · mailed_answer_of_other
 */
export async function throwAway(work: Work, actor: Actor, deciding: Deciding): Promise<void> {
  const { waiting } = await findDecided(work, actor, deciding)
  await endUnconfirmed(work, waiting.id, 'thrown_away')
}

async function findDecided(work: Work, actor: Actor, { answer, link }: Deciding) {
  const me = personIdOf(actor)
  if (link && !(await readHolder(work, link))) refuse(unconfirmedUnknown)
  if (link && me && me !== link.id) refuse(unconfirmedOfOther)
  const personId = link?.id ?? me ?? refuse(notFound)
  const waiting = (await lockUnconfirmed(work, personId, answer)) ?? refuse(notFound)
  return { waiting, personId }
}
