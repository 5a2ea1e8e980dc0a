/** The lines of a page as its tags and texts go by: where a line ends, what stands before it, whose it is. Pure. */
import { inlineMarkdown, type Run } from './inline-markdown.ts'
import { isBlank, type MailLine } from './mail-line.ts'
import type { Open } from './open-element.ts'

const blocks = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul'.split(
    ' ',
  ),
)
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'pre', 'table', 'hr'])

/** The lines as they are made. */
export function makePage() {
  const lines: MailLine[] = []
  let runs: Run[] = []
  let prefix = ''
  let wantsBlank = false
  let opensHere = false
  /** The marks of the line that is being written: those of its first words. */
  let writer: Open | null = null

  function push(inside: Open): void {
    const isOpening = opensHere
    const { level, marked } = writer ?? inside
    const bare = runs
      .map(({ text }) => text)
      .join('')
      .trimEnd()
    const isEmpty = bare.trim() === ''
    const before = lines.at(-1)
    if (wantsBlank && !isEmpty && before && !isBlank(before))
      lines.push({
        text: '',
        bare: '',
        level: Math.min(before.level, level),
        ...(marked && before.marked === marked ? { marked } : {}),
      })
    const text = isEmpty ? '' : (writer ?? inside).isPre ? bare : `${prefix}${inlineMarkdown(runs)}`
    lines.push({
      text,
      bare: bare === '-- ' ? bare : bare.trim(),
      level,
      ...(marked ? { marked } : {}),
      ...(isOpening && !isEmpty ? { opens: true as const } : {}),
    })
    if (!isEmpty) {
      prefix = ''
      wantsBlank = false
      if (isOpening) opensHere = false
    }
    runs = []
    writer = null
  }
  const flush = (inside: Open) => {
    if (runs.some(({ text }) => text.trim())) push(inside)
    else runs = []
  }

  return {
    length: () => runs.length,
    begin(inside: Open): void {
      const { tag } = inside
      if (inside.isHidden) return
      if (tag === 'br') {
        push(inside)
        return
      }
      if (tag.startsWith('img ')) this.write(tag.slice(4), inside)
      if (tag === 'td' || tag === 'th') this.write(' ', inside)
      if (!blocks.has(tag)) {
        if (inside.opens) opensHere = true
        return
      }
      flush(inside)
      if (inside.opens) opensHere = true
      if (spaced.has(tag) && !(inside.lists.length > 1 && tag !== 'p')) wantsBlank = true
      const [, depth] = /^h([1-6])$/.exec(tag) ?? []
      if (depth) prefix = `${'#'.repeat(Number(depth))} `
      if (tag === 'hr') {
        runs = [{ text: '---' }]
        writer = { ...inside, isPre: true }
        push(inside)
        wantsBlank = true
      }
      if (tag === 'li') prefix = itemPrefix(inside.lists)
    },
    write(text: string, inside: Open): void {
      if (inside.isHidden) return
      const { isBold, isItalic, isCode, href, isPre } = inside
      if (isPre && text.includes('\n')) {
        const [first = '', ...others] = text.split(/\r?\n/)
        this.write(first, inside)
        for (const other of others) {
          push(inside)
          this.write(other, inside)
        }
        return
      }
      const said = isPre
        ? text.replace(/[\u00a0\u202f]/g, ' ')
        : text.replace(/[\u200b\ufeff]/g, '').replace(/\s+/g, ' ')
      const ended = runs.at(-1)?.text.endsWith(' ') ?? true
      const fresh = !isPre && ended ? said.trimStart() : said
      if (!fresh) return
      if (fresh.trim()) writer ??= inside
      runs.push({ text: fresh, isBold, isItalic, isCode, href })
    },
    end(tag: string, inside: Open, around: Open): void {
      if (inside.isHidden) return
      if (inside.itemMark !== undefined) {
        const mark = runs
          .slice(inside.itemMark)
          .map(({ text }) => text)
          .join('')
          .trim()
        runs = runs.slice(0, inside.itemMark)
        prefix = /^\d+[.)]$/.test(mark) ? `${mark.replace(')', '.')} ` : '- '
        return
      }
      if (!blocks.has(tag)) return
      flush(inside)
      if (spaced.has(tag) && !(around.lists.length > 0 && tag !== 'p')) wantsBlank = true
    },
    finish(inside: Open): MailLine[] {
      flush(inside)
      return lines
    },
  }
}

function itemPrefix(lists: Open['lists']): string {
  const list = lists.at(-1)
  if (list) list.count += 1
  return `${'   '.repeat(Math.max(0, lists.length - 1))}${list?.isNumbered ? `${list.count}. ` : '- '}`
}
