/**
 * When a refused mail means that an address is gone. The server's answer alone is not enough: a faulty server answers
 * "user unknown" for everybody. Pure.
 */
import { z } from 'zod'

/** The people whose server answered, and how many of them it does not know. */
const share = z.object({ refused: z.number(), answered: z.number() })
export type Share = z.infer<typeof share>

/** A mail whose server said that nobody has the address, beside the others of its mailing and of its day; all counted in people. */
export const refusedMail = z.object({ mailId: z.string(), personId: z.string(), ofMailing: share, ofDay: share })
export type RefusedMail = z.infer<typeof refusedMail>

/** One or two wrong addresses in a short list are a slip of the pen; more than a fifth of a mailing is a fault of something else. */
const alwaysFew = 2
const mostOfMailing = 0.2

/** Are they too many to believe the answer? */
function areTooMany({ refused, answered }: Share): boolean {
  return refused > alwaysFew && refused > answered * mostOfMailing
}

/** The people to mark, and the people to spare because too many were refused with them. */
export function sortBounces(mails: readonly RefusedMail[]): { gone: RefusedMail[]; doubted: RefusedMail[] } {
  const isDoubted = ({ ofMailing, ofDay }: RefusedMail) => areTooMany(ofMailing) || areTooMany(ofDay)
  return { gone: mails.filter((one) => !isDoubted(one)), doubted: mails.filter(isDoubted) }
}
