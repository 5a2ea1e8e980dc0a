/** What a first visit fetches beside its page, over the wire. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { assets, assetsFolder } from '#server/platform/html/assets.ts'

export const built = (address: string): Buffer => readFileSync(new URL(basename(address), assetsFolder))

/** Script, styles and fonts of every page, each with its bytes as they are sent. */
export function fetchedByEveryPage(): { address: string; bytes: number }[] {
  const { script, styles, fonts } = assets()
  const packed = (address: string) => (/\.woff2$/.test(address) ? built(address) : built(`${address}.br`)).length
  return [script, styles, ...fonts].map((address) => ({ address, bytes: packed(address) }))
}
