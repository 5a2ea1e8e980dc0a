/**
 * A mail address, as an option of a command takes it.
 */
import { InvalidArgumentError } from 'commander'
import { foreignLetters, isAddress, isNewAddress, plainAddress } from '#server/platform/mail-address.ts'

/** An address as it was typed, in the form it is kept in; anything else ends the command with a sentence. */
export function addressOf(text: string): string {
  if (!isAddress(text)) throw new InvalidArgumentError('This is not a mail address.')
  return plainAddress(text)
}

/** An address for somebody new. */
export function newAddressOf(text: string): string {
  const address = addressOf(text)
  if (!isNewAddress(address)) throw new InvalidArgumentError(foreignLetters)
  return address
}
