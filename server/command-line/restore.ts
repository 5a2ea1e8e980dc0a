/**
 * guildhall restore site.guildhall
 */
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { restore } from '#server/archive/restore.ts'
import { withProgram, withSiteDatabase } from '#server/command-line/program.ts'
import { progress } from '#server/command-line/progress.ts'
import { diskFiles } from '#server/platform/files.ts'

/** Adds `restore`. */
export function addRestore(guildhall: Command): void {
  guildhall
    .command('restore')
    .argument('<file>', 'a file that `guildhall backup` wrote')
    .option('--replace', 'put it in the place of the site that is there, which then goes for ever', false)
    .description(
      'Put a site back from its backup, on an empty site that does not run. What comes is a copy: it sends nothing until its owner says that it is the site now (guildhall go-live, or “This site”).',
    )
    .action(async (file: string, { replace }: { replace: boolean }) => {
      const path = resolve(file)
      const { head, manifest } = await withSiteDatabase(({ config, connection }) =>
        restore({ connection, files: diskFiles(join(config.dataDir, 'files')) }, path, { replace, tell: progress() }),
      )
      // It is opened once, so that the next start finds it ready.
      await withProgram(async () => undefined)
      console.log(
        `${head.site} is back as it was on ${head.madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, with ${manifest.files} files.`,
      )
      console.log('Nobody is signed in, and it sends nothing until its owner says that it is the site now:')
      console.log('  bin/guildhall signin --email <the owner’s address>     a way in for the owner')
      console.log('  bin/guildhall go-live                                   this is the site now')
    })
}
