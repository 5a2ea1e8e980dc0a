/**
 * Finding `@handle` and `#tag` in what people write. Pure, and linear in the length of the text.
 */

/** Letters of the scripts that put no spaces between words, or add particles to them: a mention may stand right beside. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}]/u
/** Characters before an `@` that make it part of a word; the marks that end an emoji (❤️, 1️⃣) do not. */
const wordBefore = /(?![\ufe0e\ufe0f\u20e3])[\p{L}\p{N}\p{M}@]/u
/** An address that goes on up to the `@`: `www.example.org/`, `/people/`, `ben.` before a host. */
const addressBefore =
  /(?::\/\/|www\.|[\p{L}\p{N}]\.\p{L}{2,}\/)[^\s<>"'“”「」（），。、]*$|(?:^|[\s("'])~?\.{0,2}\/[^\s]*$/iu
const mailBefore = /[\p{L}\p{N}][.+_%-]+$/u
const hostBehind = /\.\p{L}/uy
/** How far back an address before an `@` is looked for. */
const longestBefore = 200
const handle = /@([a-z0-9]+(?:-+[a-z0-9]+)*)/iy
/** Characters after a handle that make it something else: the same name spelled with accents, or the host of an address. */
const goesOn = /[\p{scx=Latn}\p{M}]|_[\p{scx=Latn}\p{N}]|@[\p{L}\p{N}]/uy
/** What may stand right before the `#` of a tag: nothing, space, or punctuation that opens or joins. */
const opens = /[\s([{"'“‘”’«»„‚*_~,;:!?…–—|>]/u
const tag = /#([\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)/uy

/** The longest handle and the longest tag, in characters. */
const longestHandle = 60
const longestTag = 50
/** How many different tags of one text are looked up; later ones are no links. */
const mostTags = 50
/** How many different people one text can name; later handles stay text. */
export const mostMentions = 50

/** May an `@` here begin a handle? Not within a word, a number or an address. */
function mayBegin(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
  if (wordBefore.test(before) && !unspaced.test(before)) return false
  return !addressBefore.test(text.slice(Math.max(0, at - longestBefore), at))
}

/** The handle that begins at `at` (where the `@` stands), as written, or null. A character that can't be in a handle ends it. */
export function handleAt(text: string, at: number): string | null {
  handle.lastIndex = at
  const found = handle.exec(text)?.[1]
  if (!found || found.length > longestHandle || !mayBegin(text, at)) return null
  const end = at + 1 + found.length
  goesOn.lastIndex = end
  hostBehind.lastIndex = end
  const isMail = hostBehind.test(text) && mailBefore.test(text.slice(Math.max(0, at - 20), at))
  return isMail || goesOn.test(text) ? null : found
}

/** The tag that begins at `at` (where the `#` stands), as written, or null. A tag holds at least one letter. */
export function tagAt(text: string, at: number): string | null {
  if (at > 0 && !opens.test(text[at - 1] as string)) return null
  tag.lastIndex = at
  const found = tag.exec(text)?.[1]
  return found && found.length <= longestTag && /\p{L}/u.test(found) ? found : null
}

/**
 * The handles a text may mention, in lower case, each once, {@link mostMentions} at most.
 * Look them up among the people the writer may name and pass the found ones to `renderMarkdown`,
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

/** The tags a text may hold, in lower case without `#`, each once, 50 at most; look up which of them lead somewhere. */
export function findTags(source: string): string[] {
  const found = new Set<string>()
  for (let at = source.indexOf('#'); at >= 0 && found.size < mostTags; at = source.indexOf('#', at + 1)) {
    const name = tagAt(source, at)
    if (name) found.add(name.toLowerCase())
  }
  return [...found]
}
