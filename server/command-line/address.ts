/**
 * A mail address, as an option of a command takes it.
 */
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

const shape = z.string().trim().max(320).pipe(z.email())

/** The address that was typed; what is none ends the command in a sentence. */
export function addressOf(text: string): string {
  const { data, success } = shape.safeParse(text)
  if (!success) throw new InvalidArgumentError('This is not a mail address.')
  return data
}
