/**
 * Where the browser's files are: `web/build.ts` writes them with a hash in their names and lists them in a manifest.
 * The contents at such an address never change, so the files are served as immutable under `/assets/`.
 */
import { readFileSync } from 'node:fs'

/** The addresses of the browser's files, each beginning with `/assets/`. */
export interface Assets {
  readonly script: string
  readonly styles: string
  /** The styles of what only leaders see, fetched by the pages that show it (leading-styles.ts). */
  readonly leading: string
  /** The styles of what few pages show, fetched by these (rare-styles.ts). */
  readonly rare: string
  /** The script of the composer, fetched by the first one where a page has a composer. */
  readonly composer: string
  /** Figtree and Source Serif, which every page uses. */
  readonly fonts: readonly string[]
  readonly icon: string
  readonly touchIcon: string
  /** Texts, not addresses: the script and style that stand in a ballot's page. */
  readonly ballot: { readonly script: string; readonly style: string }
  /** A text: the service worker. */
  readonly pushWorker: string
}

/** The folder of the files, for the server of `/assets/`. */
export const assetsFolder = new URL('../../../web/dist/', import.meta.url)

let known: Assets | undefined

/** The files of this build, read once. Where the build is missing, the error says so in a sentence. */
export function assets(): Assets {
  known ??= readManifest()
  return known
}

function readManifest(): Assets {
  try {
    return JSON.parse(readFileSync(new URL('manifest.json', assetsFolder), 'utf8'))
  } catch {
    throw new Error('The styles and scripts are not built yet. Run `node web/build.ts` once.')
  }
}
