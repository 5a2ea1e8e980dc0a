/**
 * guildhall signin --email ada@example.org
 */
import { type Command, InvalidArgumentError } from 'commander'
import { addressOf } from '#server/command-line/address.ts'
import { withProgram } from '#server/command-line/program.ts'
import { doWork } from '#server/platform/work.ts'

/** Adds `signin`. */
export function addSignIn(guildhall: Command): void {
  guildhall
    .command('signin')
    .description('Print an address that signs a person in, once.')
    .requiredOption('--email <address>', 'whom it signs in', addressOf)
    .option('--hours <n>', 'how long it works', hoursOf, 24)
    .action(({ email, hours }: { email: string; hours: number }) =>
      withProgram(async ({ platform }) => {
        const { signInLinkFor } = await import('#server/identity/room.ts')
        console.log(await doWork(platform, (work) => signInLinkFor(work, email, { hours })))
      }),
    )
}

function hoursOf(text: string): number {
  const hours = Number(text)
  if (!Number.isInteger(hours) || hours < 1 || hours > 720)
    throw new InvalidArgumentError('It works for 1 to 720 hours.')
  return hours
}
