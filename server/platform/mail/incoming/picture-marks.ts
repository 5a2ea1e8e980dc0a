/** Where a picture stands in the HTML of a mail: a mark in its text, made of the picture's Content-ID. Pure. */

/** What Unicode has for an object within a text; Apple's programs write it into text parts, too. */
const edge = '\ufffc'
const marks = /\ufffc([0-9a-f]*)\ufffc|\ufffc/g

/** The mark of the picture that an `img` shows, where that picture comes with the mail. */
export function pictureMark(src: string | undefined): string | null {
  const [, cid] = /^cid:(.{1,998})$/is.exec(src ?? '') ?? []
  return cid ? `${edge}${Buffer.from(cid).toString('hex')}${edge}` : null
}

/** Does nothing but pictures stand there? */
export function isPicture(text: string): boolean {
  return text.includes(edge) && withoutPictureMarks(text).trim() === ''
}

/** The text without its marks. */
export function withoutPictureMarks(text: string): string {
  return text.replace(marks, '')
}

/** The Content-IDs of the pictures in a text, in order. */
export function picturesIn(text: string): string[] {
  return [...text.matchAll(marks)].flatMap(([, hex]) => (hex ? [Buffer.from(hex, 'hex').toString()] : []))
}

/** Puts a paragraph in place of each mark; a picture without one leaves nothing. */
export function placePictures(text: string, paragraphOf: (cid: string) => string | undefined): string {
  return text
    .replace(marks, (_, hex: string | undefined) => {
      const paragraph = hex && paragraphOf(Buffer.from(hex, 'hex').toString())
      return paragraph ? `\n\n${paragraph}\n\n` : ''
    })
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
