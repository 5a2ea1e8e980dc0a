/**
 * The answer of an act that was done, and the answer of its repeat.
 */
import { lookFor, parseInput, preparedView } from '#server/platform/http/answer.ts'
import type { RequestContext } from '#server/platform/http/context.ts'
import type { ActEndpoint, Endpoint, ReadEndpoint, RequestFacts } from '#server/platform/http/endpoint.ts'
import { flashCookie } from '#server/platform/http/flash.ts'
import { type Prepared, preparedPage, preparedRedirect, withCookies } from '#server/platform/http/prepared.ts'
import { screenWithoutBell, withBell } from '#server/platform/http/screen-for.ts'
import { translator } from '#server/platform/i18n.ts'

/** An act that was done: its answer, and where it leads. */
export interface Done {
  readonly answer: Prepared
  /** A path of this site; null where the answer itself is what the act shows. */
  readonly ledTo: string | null
}

/** The answer of an act: its view for a program, a redirect or a page for a browser. */
export async function preparedOutcome(
  { serverContext, row, actor, request }: RequestContext<ActEndpoint>,
  { done, view, input, facts }: { done: unknown; view: unknown; input: unknown; facts: RequestFacts },
): Promise<Done> {
  const screen = screenWithoutBell(serverContext.platform, actor, request)
  const outcome = row.respond(done, input, facts, screen)
  const ledTo = 'location' in outcome && !row.toldOnce ? outcome.location : null
  if (facts.wantsJson) return { answer: preparedView(serverContext, row, view ?? {}, row.created ? 201 : 200), ledTo }
  if (!('location' in outcome)) {
    const page = outcome.page(await withBell(serverContext.platform, screen))
    return { answer: preparedPage(200, page), ledTo }
  }
  const way = preparedRedirect(outcome.location)
  const answer = outcome.flash
    ? withCookies(way, [
        flashCookie(serverContext.platform, { says: screen.t(outcome.flash, outcome.values), undo: outcome.undo }),
      ])
    : way
  return { answer, ledTo }
}

/**
 * A repeat gets nothing of the first answer. It is led where the first one led; there a program too finds the present state.
 * @refuses what that page refuses: not_found where it is not open to this actor any more
 */
export async function preparedRepeat(context: RequestContext<ActEndpoint>, repeatOf: string): Promise<Prepared> {
  const { serverContext, actor, wantsJson } = context
  const url = new URL(repeatOf, serverContext.platform.config.publicUrl)
  const page = pageAt(serverContext.endpoints, url)
  if (page) {
    const input = parseInput(page.row, Object.fromEntries(url.searchParams), page.inPath)
    await page.row.read(lookFor(serverContext.platform, actor), actor, input)
  }
  const way = preparedRedirect(repeatOf)
  if (wantsJson) return way
  const t = translator(actor.locale)
  return withCookies(way, [
    flashCookie(serverContext.platform, { says: t('This had arrived already, and was done once.') }),
  ])
}

/** The row of the page at an address; where several fit, the one with the most specific path. */
function pageAt(endpoints: readonly Endpoint[], { pathname }: URL) {
  const found = endpoints
    .filter((row): row is ReadEndpoint => row.method === 'GET' && !('raw' in row))
    .flatMap((row) => {
      const groups = new URLPattern({ pathname: row.path }).exec({ pathname })?.pathname.groups
      return groups ? [{ row, groups }] : []
    })
    .sort((a, b) => Object.keys(a.groups).length - Object.keys(b.groups).length)[0]
  if (!found) return null
  const inPath = Object.entries(found.groups).map(([name, value = '']) => [name, decodeURIComponent(value)])
  return { row: found.row, inPath: Object.fromEntries(inPath) as object }
}
