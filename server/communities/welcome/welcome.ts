/**
 * What a new member reads first: a sentence of the leader's, where to say hello, and up to three things to do. Pure.
 */
import { z } from 'zod'

/** How many things to do it has at most: more is a course. */
export const mostTodos = 3

const todoView = z.object({ label: z.string(), path: z.string() })

export const welcomeText = z.object({
  /** In the leader's words; empty for the usual ones. */
  says: z.string(),
  /** Where to say hello, a path of this site; empty where each newcomer starts a discussion. */
  hello: z.string(),
  todos: z.array(todoView),
})
export type WelcomeText = z.infer<typeof welcomeText>
export type Todo = z.infer<typeof todoView>

/** As what a thing to do is ticked: one that is worded anew, or leads elsewhere, is another. */
export function todoKey({ path, label }: Todo): string {
  return `${path} ${label}`
}

/** As what a declared step is ticked. */
export function stepKey(key: string): string {
  return `step ${key}`
}

const nothing: WelcomeText = { says: '', hello: '', todos: [] }

/** The stored welcome, or an empty one where the stored value is not valid. */
export function storedWelcome(stored: unknown): WelcomeText {
  return welcomeText.catch(nothing).parse(stored)
}

/**
 * The welcome of a copy: what leads to one thing, such as a discussion, is left out, as the copy has no such thing or another one.
 * @param pages the addresses that every community has, behind its own: `/toolkit`, or nothing for its own page
 */
export function copiedWelcome(
  { says, hello, todos }: WelcomeText,
  { from, to, pages }: { readonly from: string; readonly to: string; readonly pages: readonly string[] },
): WelcomeText {
  const root = `/c/${from}`
  const copied = (path: string) =>
    pages.some((page) => path === root + page) ? `/c/${to}${path.slice(root.length)}` : null
  return {
    says,
    hello: copied(hello) ?? '',
    todos: todos.flatMap(({ label, path }) => {
      const copy = copied(path)
      return copy ? [{ label, path: copy }] : []
    }),
  }
}

/**
 * An address as a leader pastes it, as a path into their community; null where it leads elsewhere.
 * @param typed a whole address of this site, or what follows its host
 */
export function pathInto(slug: string, publicUrl: string, typed: string): string | null {
  if (!URL.canParse(typed, publicUrl)) return null
  const { origin, pathname, search, hash } = new URL(typed, publicUrl)
  const isHere =
    origin === new URL(publicUrl).origin && (pathname === `/c/${slug}` || pathname.startsWith(`/c/${slug}/`))
  return isHere ? pathname + search + hash : null
}
