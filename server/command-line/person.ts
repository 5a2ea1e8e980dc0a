/**
 * guildhall person add --email ben@example.org --name "Ben Reyes"
 */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { newAddressOf } from '#server/command-line/address.ts'
import { withProgram } from '#server/command-line/program.ts'
import { naming } from '#server/platform/http/input.ts'
import { doWork } from '#server/platform/work.ts'

interface Given {
  readonly email: string
  readonly name: string
  readonly siteRole?: 'owner' | 'admin'
}

/** Adds `person add`. */
export function addPersonCommand(guildhall: Command): void {
  guildhall
    .command('person')
    .description('People of the site.')
    .command('add')
    .description(
      'Add a person. No mail is sent; “guildhall signin” prints a way in. Somebody who is there already stays as they are, but for the role.',
    )
    .requiredOption('--email <address>', 'their mail address', newAddressOf)
    .requiredOption('--name <name>', 'their name', validName)
    .addOption(new Option('--site-role <role>', 'a role on the whole site').choices(['owner', 'admin']))
    .action(({ email, name, siteRole }: Given) =>
      withProgram(async ({ platform }) => {
        const { addPerson } = await import('#server/identity/room.ts')
        const { isNew } = await doWork(platform, (work) => addPerson(work, { email, name, siteRole: siteRole ?? null }))
        const role = siteRole ? ` Site role: ${siteRole}.` : ''
        console.log(
          isNew ? `Added ${name}, ${email}.${role}` : `There is somebody with the address ${email} already.${role}`,
        )
      }),
    )
}

/** What somebody or something is called. */
export function validName(text: string): string {
  const { data } = naming(200).safeParse(text)
  if (data === undefined) throw new InvalidArgumentError('A name has 1 to 200 letters.')
  return data
}
