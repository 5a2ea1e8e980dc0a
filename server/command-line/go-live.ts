/**
 * guildhall go-live
 */
import type { Command } from 'commander'
import { withProgram } from '#server/command-line/program.ts'
import { doWork } from '#server/platform/work.ts'

/** Adds `go-live`. */
export function addGoLive(guildhall: Command): void {
  guildhall
    .command('go-live')
    .description('Say that this site, which was restored from a backup, is the site now: from here on its mails leave.')
    .action(() =>
      withProgram(async ({ platform }) => {
        const { goLive } = await import('#server/site/room.ts')
        await doWork(platform, (work) => goLive(work, null))
        console.log(
          'This is the site now. Its mails leave from here on; what waited is offered to its leaders to be sent.',
        )
      }),
    )
}
