/**
 * guildhall search rebuild
 */
import type { Command } from 'commander'
import { withProgram } from '#server/command-line/program.ts'
import { progress } from '#server/command-line/progress.ts'

/** Adds `search rebuild`. */
export function addSearchRebuild(guildhall: Command): void {
  guildhall
    .command('search')
    .description('What is found on the site.')
    .command('rebuild')
    .description(
      'Make the index of the search anew from what is on the site, also while it runs: people go on searching and writing meanwhile. ' +
        'Nothing needs it in daily use, as the index follows every change; a restored backup does it by itself.',
    )
    .action(() =>
      withProgram(async ({ platform }) => {
        const { rebuildIndex } = await import('#server/search/room.ts')
        const say = progress()
        const started = Date.now()
        const done = await rebuildIndex(platform, (rows) => say(`${rows.toLocaleString('en')} rows read`))
        const seconds = ((Date.now() - started) / 1000).toFixed(1)
        console.log(`The index is made anew from ${done.toLocaleString('en')} rows, in ${seconds} s.`)
      }),
    )
}
