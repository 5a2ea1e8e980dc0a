/**
 * guildhall backup site.guildhall
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { backUp } from '#server/archive/back-up.ts'
import { withSiteDatabase } from '#server/command-line/program.ts'
import { progress } from '#server/command-line/progress.ts'
import { diskFiles } from '#server/platform/files.ts'

/** Adds `backup`. */
export function addBackup(guildhall: Command): void {
  guildhall
    .command('backup')
    .argument('<file>', 'where to write it; there must be nothing yet')
    .description(
      'Write the whole site to one file, as one moment saw it, also while it runs, and read it back. It holds the site’s secret key and what people wrote: keep it where you would keep those.',
    )
    .action((file: string) => {
      const path = resolve(file)
      if (existsSync(path)) throw new Error(`${path} is there already. Name another file: nothing was written.`)
      return withSiteDatabase(async ({ config, connection }) => {
        const files = diskFiles(join(config.dataDir, 'files'))
        const { manifest } = await backUp({ connection, files, secretKey: config.secretKey }, path, progress())
        const rows = Object.values(manifest.rows).reduce((sum, n) => sum + n, 0)
        if (manifest.missing > 0)
          process.stderr.write(
            `Files that the site names and that are not there, so not in the backup either: ${manifest.missing}.\n`,
          )
        console.log(`${path}: ${rows} rows and ${manifest.files} files, read back and whole.`)
      })
    })
}
