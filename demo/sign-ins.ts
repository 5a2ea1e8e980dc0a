/**
 * The ways in that `bin/start` prints: a one-time link for each of the cast.
 */
import { findDemoPerson } from '#demo/store.ts'
import { signInPassFor } from '#server/identity/room.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'

/** The people in the demo's bar, and their roles, in English. */
const cast = [
  { key: 'ada', what: 'leads the community and owns the site' },
  { key: 'ben', what: 'is a member' },
  { key: 'cleo', what: 'is a member of another cohort' },
  { key: 'dov', what: 'is new' },
  { key: 'eve', what: 'belongs to another community' },
] as const

/** One-time sign-in links for the cast; none where the demo is over. */
export async function demoSignIns(platform: Platform): Promise<{ name: string; what: string; address: string }[]> {
  const look = await lookAt(platform)
  const found: { name: string; what: string; address: string }[] = []
  for (const { key, what } of cast) {
    const person = await findDemoPerson(look.db, key)
    if (person)
      found.push({ name: person.name, what, address: await doWork(platform, (work) => signInPassFor(work, person.id)) })
  }
  return found
}
