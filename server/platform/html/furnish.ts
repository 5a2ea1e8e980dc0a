/**
 * What rooms and the demo put into the frame around every page. `platform` knows no room, so `app.ts` hands these over
 * once, at start.
 */
import type { Html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface Furnishing {
  /** The demo's bar: asked for only where the site is the demo. */
  readonly demoBar?: (screen: Screen) => Html | null
  /** Further lines of one's own menu in the header: settings, mails not sent. */
  readonly personMenu?: (screen: Screen) => readonly { href: string; label: string }[]
}

let given: Furnishing = {}

/** Puts these into the frame, beside what was given before. */
export function furnish(more: Furnishing): void {
  given = { ...given, ...more }
}

/** What was given so far. */
export function furnishing(): Furnishing {
  return given
}
