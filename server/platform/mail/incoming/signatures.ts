/** What stands below an answer without being one: signatures, "Sent from my iPhone", what companies add. Pure. */
import { isBlank, type MailLine, type Whose } from './mail-line.ts'
import { isDisclaimer, isSentFrom } from './mail-words.ts'

/** A signature of more lines than these was not made as one. */
const longestSignature = 12
const longestSignatureLine = 60

/** Marks them as dropped, wherever the author's lines end: before a quotation, or at the end of the mail. */
export function dropSignatures(lines: readonly MailLine[], whose: Whose[]): void {
  dropBelowDashes(lines, whose)
  dropMarked(lines, whose)
  // From the end upwards: what follows the line is no more the author's.
  let isFollowed = false
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] as MailLine
    if (isBlank(line) || whose[at] === 'dropped') continue
    if (whose[at] === 'own' && !isFollowed && (isSentFrom(line.bare) || isDisclaimer(line.bare))) whose[at] = 'dropped'
    else isFollowed = whose[at] === 'own'
  }
}

function dropBelowDashes(lines: readonly MailLine[], whose: Whose[]): void {
  for (const [at, { bare }] of lines.entries()) {
    if (whose[at] !== 'own' || !/^--\s*$/.test(bare)) continue
    const end = endOfOwn(whose, at)
    const below = lines.slice(at + 1, end).filter((line) => !isBlank(line))
    // Two dashes and a blank begin a signature. Without the blank they may be a rule between two parts of the answer.
    const isOne = bare === '-- ' || below.every(isOfSignature)
    if (isOne && below.length <= longestSignature) whose.fill('dropped', at, end)
  }
}

/** No sentence stands in a signature, but the one of a program or company. */
function isOfSignature({ bare, marked }: MailLine): boolean {
  if (marked === 'signature' || isSentFrom(bare) || isDisclaimer(bare)) return true
  return bare.length <= longestSignatureLine && !/\p{L}{2}[.!?。…]\s*$/u.test(bare)
}

/** Some people write into the element of their signature. Where nothing else is theirs, that is their answer. */
function dropMarked(lines: readonly MailLine[], whose: Whose[]): void {
  const own = [...lines.entries()].filter(([at, line]) => whose[at] === 'own' && !isBlank(line))
  const isElsewhere = own.some(([, { marked, bare }]) => marked !== 'signature' && !isSentFrom(bare))
  if (isElsewhere) for (const [at, { marked }] of own) if (marked === 'signature') whose[at] = 'dropped'
}

function endOfOwn(whose: readonly Whose[], from: number): number {
  const end = whose.findIndex((one, at) => at > from && one !== 'own')
  return end < 0 ? whose.length : end
}
