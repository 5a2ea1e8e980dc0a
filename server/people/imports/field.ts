/**
 * What a column of a file of people can hold, and how its name is understood. Pure.
 */

/** What a leader's file can say: who comes, and with which role. Whatever else it holds is left alone. */
export const membershipFields = ['email', 'name', 'first_name', 'last_name', 'role', 'groups'] as const
/** What the file of somebody who runs the site can say beside that. */
const profileFields = ['external_id', 'title', 'location', 'time_zone', 'locale', 'manager_email'] as const

export const standardFields = [...membershipFields, ...profileFields] as const
/** A field by its name in the header; what the site adds of its own is `custom_<key>`. */
export type Field = (typeof standardFields)[number] | `custom_${string}`

/** How columns are called in English and German, beside the name of the field itself. */
const otherNames: Readonly<Record<(typeof standardFields)[number], readonly string[]>> = {
  email: [
    'e-mail, mail, email address, e-mail address, mail address, work email, business email, primary email, user email',
    'mailadresse, e-mail-adresse, emailadresse, dienstliche e-mail, geschäftliche e-mail, e-mail geschäftlich',
  ],
  name: ['full name, display name, person, member', 'vollständiger name, anzeigename, mitglied'],
  first_name: ['first, given name, forename, preferred name', 'vorname, rufname'],
  last_name: ['last, family name, surname', 'nachname, familienname, zuname'],
  role: ['roles, community role', 'rolle, rollen'],
  groups: ['group, communities, community, cohorts, cohort', 'gruppe, gruppen, communitys, kohorte, kohorten'],
  external_id: [
    'id, employee id, employee number, staff id, person id, personnel number, user id',
    'personalnummer, personalnr, mitarbeiternummer, mitarbeiter-id, kennung, externe id',
  ],
  title: ['job title, position, function', 'titel, funktion, stelle, berufsbezeichnung, stellenbezeichnung'],
  location: ['place, city, office, site', 'ort, standort, stadt, arbeitsort, büro'],
  time_zone: ['timezone, tz', 'zeitzone'],
  manager_email: [
    'manager, manager mail, supervisor email, line manager, reports to',
    'führungskraft, vorgesetzte, vorgesetzter, e-mail der führungskraft, mail der führungskraft',
  ],
  locale: ['language, preferred language', 'sprache, bevorzugte sprache'],
}

/** Names that say the same in different ways: case, blanks and marks do not matter. */
export function columnKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 200)
}

const byKey = new Map<string, Field>(
  standardFields.flatMap((field) =>
    [field, ...otherNames[field].flatMap((names) => names.split(', '))].map(
      (name) => [columnKey(name), field] as const,
    ),
  ),
)

/** Names that were chosen before, by the key of the column. An empty field: it is left out. */
export type Remembered = ReadonlyMap<string, string>

/** A field that a file can say; those of the site's own have a label. */
export interface AllowedField {
  readonly name: string
  readonly label: string | null
}

/** What the columns hold, as far as their names say so. */
export interface Guess {
  /** The field of each column; '' for one that is left out. */
  readonly columns: readonly string[]
  /** Fields that more than one column could hold: none of them is taken, and somebody has to say which one. */
  readonly doubled: readonly string[]
}

/**
 * Proposes what each column holds: what was chosen before, then the name itself, then other usual names. Two columns of equal
 * claim get nothing.
 * @param allowed the fields this file can say
 */
export function guessColumns(
  header: readonly string[],
  { allowed, remembered }: { readonly allowed: readonly AllowedField[]; readonly remembered: Remembered },
): Guess {
  const claims = header.map((name) => claimOf(name, allowed, remembered))
  const doubled = new Set<string>()
  const columns = claims.map((claim, i) => {
    if (!claim) return ''
    const rivals = claims.filter((other, j) => j !== i && other?.field === claim.field)
    if (rivals.some((other) => other && other.strength > claim.strength)) return ''
    if (rivals.some((other) => other?.strength === claim.strength)) {
      doubled.add(claim.field)
      return ''
    }
    return claim.field
  })
  return { columns, doubled: [...doubled] }
}

function claimOf(name: string, allowed: readonly AllowedField[], remembered: Remembered) {
  const key = columnKey(name)
  const isAllowed = (field: string) => allowed.some((one) => one.name === field)
  const chosen = remembered.get(key)
  if (chosen !== undefined) return isAllowed(chosen) ? { field: chosen, strength: 3 } : null
  const plain = name.trim().toLowerCase()
  if (isAllowed(plain)) return { field: plain, strength: 2 }
  const ownField = key && allowed.find(({ label }) => label !== null && columnKey(label) === key)
  if (ownField) return { field: ownField.name, strength: 2 }
  const usual = byKey.get(key)
  return usual && isAllowed(usual) ? { field: usual, strength: 1 } : null
}

/** What a file needs before anything in it can be looked over: the column with the addresses. */
export function hasAddresses(columns: readonly string[]): boolean {
  return columns.includes('email')
}
