/** The live channel of a file of people: how far it has come. */

export const importChannelKind = 'import'

/** Its name. */
export function importChannel(id: string): string {
  return `${importChannelKind}/${id}`
}
