/**
 * Every command of bin/guildhall. Each is a file of this folder that adds itself.
 */
import { Command } from 'commander'
import { addBackup } from '#server/command-line/backup.ts'
import { addDemo } from '#server/command-line/demo.ts'
import { addGoLive } from '#server/command-line/go-live.ts'
import { addMailTest } from '#server/command-line/mail-test.ts'
import { addMigrate } from '#server/command-line/migrate.ts'
import { addOpenApi } from '#server/command-line/openapi.ts'
import { addOwnSite } from '#server/command-line/own-site.ts'
import { addPeopleImport } from '#server/command-line/people-import.ts'
import { addPersonCommand } from '#server/command-line/person.ts'
import { addRestore } from '#server/command-line/restore.ts'
import { addSearchRebuild } from '#server/command-line/search-rebuild.ts'
import { addSeed } from '#server/command-line/seed.ts'
import { addSignIn } from '#server/command-line/signin.ts'
import { addToken } from '#server/command-line/token.ts'
import { addToolkitImport } from '#server/command-line/toolkit-import.ts'

/** The command line, not run yet. Mistakes in its use are printed and then thrown as CommanderError. */
export function commandLine(): Command {
  const guildhall = new Command('guildhall')
    .description(
      'The command line of Guildhall. It takes its settings from the same environment as bin/start, and works beside a running site.',
    )
    .showHelpAfterError('(--help says more)')
    .exitOverride()
  for (const add of [
    addMigrate,
    addBackup,
    addRestore,
    addGoLive,
    addPersonCommand,
    addPeopleImport,
    addToken,
    addSignIn,
    addDemo,
    addOwnSite,
    addSeed,
    addToolkitImport,
    addSearchRebuild,
    addMailTest,
    addOpenApi,
  ])
    add(guildhall)
  return guildhall
}
