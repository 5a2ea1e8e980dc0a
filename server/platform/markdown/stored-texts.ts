/**
 * Texts that the rooms store as HTML: which ones an older renderer made, and how they
 * are rendered again (renew-texts.ts says when). Nobody is notified and nothing counts as changed: a text only
 * looks as it would if it were written today.
 */
import { doWork, type Look, lookAt, type Platform, type Work } from '#server/platform/work.ts'
import { rendererVersion } from './rendered.ts'

/** Rows in one job: so few that the program can end between two jobs without a wait. */
const mostAtOnce = 50

/** The rows to look for: after `after` in the order of their ids, made by a renderer older than `version`. */
export interface Outdated {
  readonly after: string
  readonly version: number
  readonly most: number
}

/** One kind of text that a room stores as HTML. */
export interface StoredTexts {
  readonly name: string
  /** Renders the next few anew. @returns the id of the last that was looked at, or null where none is left */
  renewSome(platform: Platform, after: string): Promise<string | null>
}

/** Declares such a kind. `save` writes only where the source is still the one that was rendered. */
export function storedTexts<Row extends { readonly id: string }, Made extends { readonly cut: boolean }>(kind: {
  readonly name: string
  list(look: Look, outdated: Outdated): Promise<readonly Row[]>
  render(look: Look, row: Row): Promise<Made>
  save(work: Work, row: Row, made: Made): Promise<void>
}): StoredTexts {
  return {
    name: kind.name,
    async renewSome(platform, after) {
      const look = await lookAt(platform)
      const rows = await kind.list(look, { after, version: rendererVersion, most: mostAtOnce })
      for (const row of rows) {
        const made = await kind.render(look, row)
        // On a busy machine a whole text may come out cut: it stays unchanged until the next start.
        if (!made.cut) await doWork(platform, (work) => kind.save(work, row, made))
      }
      return rows.at(-1)?.id ?? null
    },
  }
}
