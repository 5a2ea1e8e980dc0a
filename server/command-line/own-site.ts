/**
 * guildhall own-site --email mira@example.org --name "Mira Stone" --site "Northwind"
 */
import type { Command } from 'commander'
import { newAddressOf } from '#server/command-line/address.ts'
import { validName } from '#server/command-line/person.ts'
import { withProgram } from '#server/command-line/program.ts'
import { doWork } from '#server/platform/work.ts'

interface Given {
  readonly email: string
  readonly name: string
  readonly site: string
}

/** Adds `own-site`. */
export function addOwnSite(guildhall: Command): void {
  guildhall
    .command('own-site')
    .description(
      'Clear the demo and own the empty site, as the button “Start your own site” does; also where the demo is closed. Prints a one-time sign-in address as its last line.',
    )
    .requiredOption('--email <address>', 'your mail address', newAddressOf)
    .requiredOption('--name <name>', 'your name', validName)
    .option('--site <name>', 'what the site is called', validName, 'Guildhall')
    .action((given: Given) =>
      withProgram(async ({ platform }) => {
        const { isDemoHere } = await import('#demo/store.ts')
        if (!(await isDemoHere(platform))) throw new Error('There is no demo on this site, so nothing was cleared.')
        const { endDemo } = await import('#demo/start-own-site.ts')
        const { signInPassFor } = await import('#server/identity/room.ts')
        const place = await placeOfMachine()
        const address = await doWork(platform, async (work) =>
          signInPassFor(work, await endDemo(work, { ...given, ...place })),
        )
        console.log(`The demo is cleared, and ${given.name} owns the site. This address signs in once:`)
        console.log(address)
      }),
    )
}

/** The zone this machine is set to, and the language it speaks where the site speaks it too. */
async function placeOfMachine(): Promise<{ locale: string; zone: string }> {
  const { isLocale, isZone } = await import('#server/identity/room.ts')
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const language = locale.split('-')[0] ?? ''
  return { locale: isLocale(language) ? language : 'en', zone: isZone(timeZone) ? timeZone : 'UTC' }
}
