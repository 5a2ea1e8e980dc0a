/**
 * guildhall demo
 */
import { type Command, Option } from 'commander'
import { withProgram } from '#server/command-line/program.ts'

/** Adds `demo`. */
export function addDemo(guildhall: Command): void {
  guildhall
    .command('demo')
    .description('Open the demo on an empty site. bin/start does the same, where nothing speaks against it.')
    .addOption(
      new Option('--language <language>', 'of its texts; that of this machine unless told').choices(['de', 'en']),
    )
    .action(({ language }: { language?: 'de' | 'en' }) =>
      withProgram(async ({ platform }) => {
        if (!platform.config.demo) {
          throw new Error(
            'The demo lets everybody look as anybody, so it stays off where DEMO is off, PUBLIC_URL or HOST is not local, ' +
              'or DATABASE_URL or SMTP_URL is set.',
          )
        }
        const { openDemo } = await import('#demo/open-demo.ts')
        const isOpen = await openDemo(platform, () => undefined, language)
        if (!isOpen)
          throw new Error('There are people on this site already. The demo opens only where there is nobody.')
        console.log(`The demo is open. Start the site with bin/start; it prints how to sign in.`)
      }),
    )
}
