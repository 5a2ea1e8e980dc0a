/** An element of a mail's HTML that is open, with what it hands down to those inside it. Pure. */
import { type ElementMarks, marksOf } from './html-marks.ts'
import { pictureMark } from './picture-marks.ts'

const unseen = new Set(['style', 'script', 'head', 'title', 'template', 'noscript', 'object', 'select', 'textarea'])

/** Lists in more lists than these are shown as if they were in these. */
const deepestList = 8

/** What is known inside an element. */
export interface Open extends ElementMarks {
  readonly tag: string
  readonly level: number
  readonly isBold: boolean
  readonly isItalic: boolean
  readonly isCode: boolean
  readonly isPre: boolean
  readonly href: string | null
  /** The lists it is in. */
  readonly lists: readonly { readonly isNumbered: boolean; count: number }[]
  /** Outlook writes the mark of a list item as text; this is the number of runs before it. */
  readonly itemMark?: number
}

/** What is known outside all elements. */
export const outside: Open = {
  tag: '',
  level: 0,
  isBold: false,
  isItalic: false,
  isCode: false,
  isPre: false,
  href: null,
  lists: [],
}

/** Opens an element inside another. @param length how many pieces its line has so far */
export function opened(tag: string, given: Readonly<Record<string, string>>, around: Open, length: number): Open {
  const marks = marksOf(tag, given)
  const style = given.style ?? ''
  const isList = tag === 'ul' || tag === 'ol'
  return {
    ...around,
    ...marks,
    ...(around.isHidden || unseen.has(tag) ? { isHidden: true as const } : {}),
    // What is foreign or a signature stays so, whatever stands in it.
    ...(around.marked && around.marked !== 'attribution' ? { marked: around.marked } : {}),
    opens: marks.opens,
    itemMark: /mso-list:\s*ignore/i.test(style) ? length : undefined,
    tag,
    level: around.level + (marks.isQuote ? 1 : 0),
    isBold: around.isBold || tag === 'b' || tag === 'strong' || /font-weight:\s*(?:bold|[6-9]00)/i.test(style),
    isItalic: around.isItalic || tag === 'i' || tag === 'em' || /font-style:\s*italic/i.test(style),
    isCode: around.isCode || tag === 'code' || tag === 'tt' || tag === 'kbd',
    isPre: (around.isPre || tag === 'pre' || /white-space:\s*pre/i.test(style)) && tag !== 'blockquote',
    href: tag === 'a' ? (given.href ?? null) : around.href,
    lists: isList
      ? [...around.lists.slice(-deepestList), { isNumbered: tag === 'ol', count: Number(given.start ?? 1) - 1 }]
      : around.lists,
    ...(tag === 'img' ? pictured(given) : {}),
  }
}

/** An emoji stands there as itself, and a picture that comes with the mail as its mark. */
function pictured({ alt, src }: Readonly<Record<string, string>>): Partial<Open> {
  if (isEmoji(alt)) return { tag: `img ${alt}` }
  const mark = pictureMark(src)
  return mark ? { tag: `img ${mark}`, href: null, isBold: false, isItalic: false, isCode: false } : {}
}

function isEmoji(alt: string | undefined): boolean {
  return alt !== undefined && /^\p{Extended_Pictographic}/u.test(alt) && alt.length <= 16
}
