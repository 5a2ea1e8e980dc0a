/**
 * Finding `@handle` and `#tag` in what people write. Pure, and linear in the length of the text.
 */

/** What may stand right before an `@` or `#` that means something: nothing, space, or punctuation that opens or joins. */
const opens = /[\s([{"'“”‘’«»„‚*_~,;:!?…–—|>]/u
const handle = /@([a-z0-9]+(?:-+[a-z0-9]+)*)/iy
const tag = /#([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)/uy
const goesOn = /[\p{L}\p{N}@]|_[\p{L}\p{N}]/uy

/** The longest handle and the longest tag, in characters. */
const longestHandle = 60
const longestTag = 50
/** How many different people one text can name; what comes after stays text. */
export const mostMentions = 50

/** May a mention or tag begin at this place of the text? */
function mayBegin(text: string, at: number): boolean {
  return at === 0 || opens.test(text[at - 1] as string)
}

/** The handle that begins at `at` (where the `@` stands), as written, or null. */
export function handleAt(text: string, at: number): string | null {
  if (!mayBegin(text, at)) return null
  handle.lastIndex = at
  const found = handle.exec(text)?.[1]
  if (!found || found.length > longestHandle) return null
  goesOn.lastIndex = at + 1 + found.length
  return goesOn.test(text) ? null : found
}

/** The tag that begins at `at` (where the `#` stands), as written, or null. A tag holds at least one letter. */
export function tagAt(text: string, at: number): string | null {
  if (!mayBegin(text, at)) return null
  tag.lastIndex = at
  const found = tag.exec(text)?.[1]
  return found && found.length <= longestTag && /\p{L}/u.test(found) ? found : null
}

/**
 * The handles a text may mention, in lower case, each once, {@link mostMentions} at most.
 * Look them up among those the reader may name and hand the found ones to `renderMarkdown`,
 * which alone knows which of them stand in code.
 */
export function findMentions(source: string): string[] {
  const found = new Set<string>()
  for (let at = source.indexOf('@'); at >= 0 && found.size < mostMentions; at = source.indexOf('@', at + 1)) {
    const name = handleAt(source, at)
    if (name) found.add(name.toLowerCase())
  }
  return [...found]
}
