/** A mail as lines, whichever part they come from. */

export interface MailLine {
  /** As Markdown. */
  readonly text: string
  /** As plain text: without emphasis, links and escapes. */
  readonly bare: string
  /** How often it is quoted. */
  readonly level: number
  /** How the HTML marks it: as part of a mail that is answered or passed on, as a signature, as the line that says who wrote. */
  readonly marked?: 'foreign' | 'signature' | 'attribution'
  /** The HTML says that from here on everything is the mail that is answered. */
  readonly opens?: true
}

/** Who wrote a line. `own`: the author of the mail. `quoted`: somebody else. `dropped`: the mail program, or a signature. */
export type Whose = 'own' | 'quoted' | 'dropped'

/** Is there nothing to see on this line? */
export function isBlank({ bare }: MailLine): boolean {
  return bare.trim() === ''
}
