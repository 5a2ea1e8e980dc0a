/**
 * A page as a browser's own parser reads it, and what it holds.
 */
import { type DefaultTreeAdapterTypes, parse, type Token } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.ChildNode

/** Characters that a person typed and HTML frowns at; a browser shows them, or nothing, in their place. */
const typed = /^(control-character|noncharacter|surrogate)-in-input-stream$|^unexpected-null-character$/

/** A parsed page: every element of it, and what the parser had to guess. */
export interface ReadPage {
  readonly elements: readonly Element[]
  readonly mistakes: readonly string[]
}

/** Reads a page as a browser would. */
export function readPage(text: string): ReadPage {
  const mistakes: string[] = []
  const document = parse(text, {
    onParseError({ code, startOffset }) {
      if (!typed.test(code))
        mistakes.push(`${code} at …${text.slice(Math.max(0, startOffset - 80), startOffset + 40)}…`)
    },
  })
  const elements: Element[] = []
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if ('attrs' in node) elements.push(node)
      if ('content' in node) visit(node.content.childNodes)
      if ('childNodes' in node) visit(node.childNodes)
    }
  }
  visit(document.childNodes)
  return { elements, mistakes }
}

/** An element's attribute, or undefined. */
export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one: Token.Attribute) => one.name === name)?.value
}

/** The text in an element. */
export function textOf(element: Element): string {
  const of = (node: Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(of).join('') : ''
  return of(element)
}

/** The values of the text fields with this name on a page: the value of each input, the words of each text area. */
export function fieldValues({ elements }: ReadPage, name: string): string[] {
  return elements
    .filter(
      (one) =>
        attributeOf(one, 'name') === name && !['hidden', 'radio', 'checkbox'].includes(attributeOf(one, 'type') ?? ''),
    )
    .map((one) => (one.tagName === 'textarea' ? textOf(one) : (attributeOf(one, 'value') ?? '')))
}
