/** Whether a mail asks for no more mails of its kind. Pure. */
import type { MailSort } from './mail-sort.ts'
import { withoutPictureMarks } from './picture-marks.ts'

/** The subject of the mail that a mail program sends to the address in `List-Unsubscribe`. */
export const optOutSubject = 'unsubscribe'

/** What people write in order to be left alone; nothing else may stand beside it, as a sentence with such a word is an answer. */
const asked =
  /^(?:(?:please|bitte|por favor|s'il vous plaît|per favore) )?(?:unsubscribe(?: me)?|remove me|abmelden|abbestellen|austragen|(?:me |se )?désabonner|désinscription|darme de baja|cancelar suscripción|disiscrivimi|annulla iscrizione|afmelden|uitschrijven|afmeld(?: mig)?|avregistrera(?: mig)?|wypisz(?: mnie)?|cancelar inscrição|отписаться|отпишите меня|退订|退訂|配信停止)$/iu

/** Does it? Bounces and what goes round ask for nothing. */
export function isOptOut(subject: string, sorted: MailSort): boolean {
  if (sorted.sort === 'bounce' || sorted.sort === 'loop' || sorted.sort === 'complaint') return false
  if (subject.trim().toLowerCase() === optOutSubject) return true
  return sorted.sort === 'reply' && asked.test(bare(sorted.says))
}

function bare(says: string): string {
  return withoutPictureMarks(says)
    .replace(/[.!。！*_]+/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
