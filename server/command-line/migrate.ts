/**
 * guildhall migrate
 */
import type { Command } from 'commander'
import { withProgram } from '#server/command-line/program.ts'

/** Adds `migrate`. */
export function addMigrate(guildhall: Command): void {
  guildhall
    .command('migrate')
    .description('Bring the database to the schema of this version. bin/start does the same.')
    .action(() =>
      withProgram(async ({ migrated }) => {
        for (const name of migrated) console.log(name)
        console.log(migrated.length === 0 ? 'The database is up to date.' : `Migrations run: ${migrated.length}.`)
      }),
    )
}
