/**
 * When a refused mail says that an address is gone. The server's answer alone is not enough: a server with a fault of its own says
 * "user unknown" of everybody. Pure.
 */
import { z } from 'zod'

/** Of so many people whose server gave an answer, how many it does not know. */
const share = z.object({ refused: z.number(), answered: z.number() })
export type Share = z.infer<typeof share>

/** A mail whose server said that nobody has the address, beside the others of its mailing and of its day; all counted in people. */
export const refusedMail = z.object({ mailId: z.string(), personId: z.string(), ofMailing: share, ofDay: share })
export type RefusedMail = z.infer<typeof refusedMail>

/** One or two wrong addresses in a short list are a slip of the pen; more than a fifth of a mailing is a fault of something else. */
const alwaysFew = 2
const mostOfMailing = 0.2

/** Are they so many that the answer is not believed? */
function areTooMany({ refused, answered }: Share): boolean {
  return refused > alwaysFew && refused > answered * mostOfMailing
}

/** Whom to mark, and whom not as too many were refused with them. */
export function sortBounces(mails: readonly RefusedMail[]): { gone: RefusedMail[]; doubted: RefusedMail[] } {
  const isDoubted = ({ ofMailing, ofDay }: RefusedMail) => areTooMany(ofMailing) || areTooMany(ofDay)
  return { gone: mails.filter((one) => !isDoubted(one)), doubted: mails.filter(isDoubted) }
}
