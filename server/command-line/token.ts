/**
 * guildhall token --email ada@example.org
 */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { addressOf } from '#server/command-line/address.ts'
import { withProgram } from '#server/command-line/program.ts'
import { doWork } from '#server/platform/work.ts'

interface Given {
  readonly email: string
  readonly days: number
  readonly scope: 'read' | 'write'
  readonly name: string
}

/** Adds `token`. */
export function addToken(guildhall: Command): void {
  guildhall
    .command('token')
    .description('Make an API token that acts as a person, and print it as the last line. It is shown only this once.')
    .requiredOption('--email <address>', 'whom it acts as', addressOf)
    .option('--days <n>', 'how long it works', daysOf, 30)
    .addOption(new Option('--scope <scope>', 'what it may').choices(['read', 'write']).default('write'))
    .option('--name <name>', 'what it is called in that person’s account', nameOf, 'Made on the command line')
    .action(({ email, days, scope, name }: Given) =>
      withProgram(async ({ platform }) => {
        const { tokenFor } = await import('#server/identity/room.ts')
        const token = await doWork(platform, (work) => tokenFor(work, email, { name, scope, days }))
        process.stderr.write(
          `It acts as ${email} for ${days === 1 ? 'a day' : `${days} days`}. Send it as “Authorization: Bearer …”.\n`,
        )
        console.log(token)
      }),
    )
}

function daysOf(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new InvalidArgumentError('A token works for 1 to 3650 days.')
  return days
}

function nameOf(text: string): string {
  const name = text.trim()
  if (name.length < 1 || name.length > 120) throw new InvalidArgumentError('A name has 1 to 120 letters.')
  return name
}
