/**
 * The letters a list of people is divided by. Pure.
 */

/** The letter a name is filed under: its first, without accents, as a capital; `#` where it does not begin with a letter. */
export function initialOf(name: string): string {
  const first = [...name.normalize('NFKD')].find((letter) => /[\p{L}\p{N}]/u.test(letter))
  return first && /\p{L}/u.test(first) ? ([...first.toLocaleUpperCase('en')][0] as string) : '#'
}

/** People in their order, in groups of one letter each. */
export function byInitial<P extends { readonly name: string }>(people: readonly P[]) {
  const groups: { letter: string; people: P[] }[] = []
  for (const person of people) {
    const letter = initialOf(person.name)
    const group = groups.at(-1)
    if (group?.letter === letter) group.people.push(person)
    else groups.push({ letter, people: [person] })
  }
  return groups
}
