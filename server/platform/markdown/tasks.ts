/**
 * Task lists: an item that begins with `[ ]` or `[x]` shows a box, and its text is the box's label.
 * Written here because the usual plugin looks back over the whole list for each item.
 */
import type { MarkdownIt } from 'markdown-it'

/** Teaches a parser task lists. */
export function addTasks(md: MarkdownIt): void {
  md.core.ruler.after('inline', 'tasks', ({ tokens, Token }) => {
    for (let i = 2; i < tokens.length; i++) {
      const inline = tokens[i]
      const item = tokens[i - 2]
      if (inline?.type !== 'inline' || tokens[i - 1]?.type !== 'paragraph_open' || item?.type !== 'list_item_open')
        continue
      const first = inline.children?.[0]
      const box = first?.type === 'text' ? /^\[([ xX])\]\s/.exec(first.content) : null
      if (!box || !first || !inline.children) continue
      first.content = first.content.slice(box[0].length)
      const open = new Token('task_open', 'label', 1)
      open.meta = { done: box[1] !== ' ' }
      inline.children.unshift(open)
      inline.children.push(new Token('task_close', 'label', -1))
      item.attrJoin('class', 'task')
    }
  })
  md.renderer.rules.task_open = (tokens, i) =>
    `<label><input type="checkbox" disabled${tokens[i]?.meta?.done ? ' checked' : ''}> `
}
