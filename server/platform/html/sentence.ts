/**
 * A translated sentence with HTML in its holes: a name in bold, a link, a time.
 *
 *     sentence(t(…, holes('who', 'left')), { who: html`<b>${name}</b>`, left: timeTag(…) })
 */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'

// A hole's name travels through the message in private-use letters: no language and no typed text contains them.
const shift = 0xe000
const hole = /([\ue000-\uf8ff]+)/

/** Marks for the named holes, to be passed to `t` as its values. */
export function holes<Name extends string>(...names: Name[]): Record<Name, string> {
  const marks = {} as Record<Name, string>
  for (const name of names) marks[name] = [...name].map((c) => String.fromCharCode(c.charCodeAt(0) + shift)).join('')
  return marks
}

/** The sentence with each hole filled. Text around the holes is escaped; a hole without a value stays empty. */
export function sentence(said: string, filling: Record<string, Piece>): Html {
  const pieces = said.split(hole).map((part, i) => {
    if (i % 2 === 0) return part
    const name = [...part].map((c) => String.fromCharCode(c.charCodeAt(0) - shift)).join('')
    return filling[name] ?? ''
  })
  return html`${pieces}`
}
