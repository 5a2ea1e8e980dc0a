/** The icon of the installed app, drawn in a process of its own as every picture is. */
import { Readable } from 'node:stream'
import { runLimited } from '#server/platform/limited/run-limited.ts'

/** How it is drawn. */
export interface AppIcon {
  /** Of each side. */
  readonly pixels: number
  /** The colour below it, as `#rrggbb`. */
  readonly ground: string
  /** How round its corners are, as a share of its side; 0 where the device cuts it. */
  readonly corner: number
  /** The space around what stands on it, as a share of its side. */
  readonly inset: number
}

/**
 * Draws it as PNG.
 * @param logo the site's logo as it is kept, or null for the mark of the program
 * @returns null where it can't be drawn now
 */
export async function drawAppIcon(icon: AppIcon, logo: (() => Readable) | null): Promise<Buffer | null> {
  const ran = await runLimited({
    program: new URL('./app-icon-process.ts', import.meta.url),
    argument: icon,
    source: logo ?? (() => Readable.from([])),
    heapMb: 64,
    patienceMs: 10_000,
  })
  return ran !== 'busy' && ran.isDone ? ran.wrote : null
}
