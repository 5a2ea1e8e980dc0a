/**
 * When a refused mail says that an address is gone. The server's answer alone is not enough: a server with a fault of its own says
 * "user unknown" of everybody. Pure.
 */

/** A mail whose server said that nobody has the address, beside the others of its mailing and of its day; all counted in people. */
export interface RefusedMail {
  readonly mailId: string
  readonly personId: string
  readonly ofMailing: Share
  readonly ofDay: Share
}

/** Of so many people whose server gave an answer, how many it does not know. */
export interface Share {
  readonly refused: number
  readonly answered: number
}

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
