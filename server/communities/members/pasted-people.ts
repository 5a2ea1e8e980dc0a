/**
 * The people in a pasted text: read, looked over, put right, and given an account where they have none.
 */
import { z } from 'zod'
import { type Found, mostAtOnce, type Pasted, readPaste, remarks } from '#server/communities/members/paste.ts'
import { readPeopleByEmail } from '#server/communities/members/store.ts'
import { createPerson, nameFromEmail } from '#server/identity/room.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { refusal, refuseFields, refuseWith } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const lookFirst = refusal('look_first', 422, 'Check who was found, then add them.')

export const pasteView = z.object({
  /** As typed, in order; `isMember` marks people who are here already, `remark` says what to check again. */
  people: z.array(
    z.object({
      email: z.string(),
      name: z.string(),
      line: z.number(),
      isMember: z.boolean(),
      remark: z.enum(remarks).nullable(),
    }),
  ),
  unreadable: z.array(z.object({ line: z.number(), text: z.string(), why: z.enum(['no_address', 'letters']) })),
})
export type PasteView = z.infer<typeof pasteView>

/** A text, and the names that were put right after looking at it: `names[i]` is that of `emails[i]`. */
export interface Pasting {
  readonly people: string
  readonly emails?: readonly string[]
  readonly names?: readonly string[]
}

/** Reads the names, by address, of those of these people who are where the others are to be added. */
export type ReadHere = (emails: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** The people in a text, and which of them are here already. It does not tell who has an account elsewhere on the site. */
export async function lookOver(asked: Pasting, readHere: ReadHere): Promise<PasteView> {
  const { people, unreadable } = readPasted(asked)
  const here = await readHere(people.map(({ email }) => email))
  return {
    people: people.map((one) => ({ ...one, name: here.get(one.email) ?? named(one), isMember: here.has(one.email) })),
    unreadable: [...unreadable],
  }
}

/** The text as it was read, with the names that were put right. An empty one leaves it at what the text says. */
export function readPasted({ people, emails = [], names = [] }: Pasting): Pasted {
  const given = new Map(emails.map((email, i) => [plainAddress(email), cleanName(names[i] ?? '')]))
  const pasted = readPaste(people)
  return { ...pasted, people: pasted.people.map((one) => ({ ...one, name: given.get(one.email) || one.name })) }
}

/** A typed name, on one line. */
function cleanName(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
}

/**
 * Refuses a text with nobody in it, or with too many, or one that was not looked over.
 * @refuses look_first · input_invalid
 */
export async function insistLookedOver(asked: Pasting & { readonly confirmed: boolean }, readHere: ReadHere) {
  const { people } = readPasted(asked)
  if (people.length === 0) refuseFields({ people: { says: 'There is no mail address in this text.' } })
  if (people.length > mostAtOnce) {
    refuseFields({
      people: {
        says: 'These are {n, number} people; at most {most, number} can be added at once. Add the rest afterwards.',
        values: { n: people.length, most: mostAtOnce },
      },
    })
  }
  if (!asked.confirmed) refuseWith(lookFirst, await whatNext(asked, readHere))
}

/** For a program: the people found, and what to send to the same address after a check; `names` may be corrected. */
async function whatNext(asked: Pasting, readHere: ReadHere) {
  const paste = await lookOver(asked, readHere)
  const fresh = paste.people.filter(({ isMember }) => !isMember)
  return {
    paste,
    next: {
      people: asked.people,
      emails: fresh.map(({ email }) => email),
      names: fresh.map(({ name }) => name),
      confirmed: true,
    },
  }
}

function named({ name, email }: Pick<Found, 'name' | 'email'>): string {
  return name ?? nameFromEmail(email)
}

/** The ids of their accounts. One read finds all that exist; only the missing ones are created one by one. */
export async function accountsOf(work: Work, people: readonly Found[]): Promise<string[]> {
  const known = await readPeopleByEmail(
    work,
    people.map(({ email }) => email),
  )
  const ids = new Set<string>()
  for (const one of people) {
    const id = known.get(one.email) ?? (await createPerson(work, { name: named(one), email: one.email })).id
    ids.add(id)
  }
  return [...ids]
}
