/**
 * Fixtures: one thing of each kind in the cast's community, made through the site's own addresses.
 * Gives a sample for every parameter that a path may have.
 */
import { shortId } from '#server/platform/ids.ts'
import { allWords, roomSamples, type Samples, sampleEntries } from '#tests/support/room-samples.ts'
import type { Site } from '#tests/support/site.ts'

/** Fills the site and tells which value each path parameter takes. Where it is filled again, `mark` tells its names from the former ones. */
export async function makeFixtures(site: Site, mark = ''): Promise<Samples> {
  const { community, people } = site.cast
  const made: Record<string, string> = { community: community.slug, person: people.ben.id, ...allWords('pathWords') }
  for (const { kind, make } of sampleEntries) {
    const id = await make(site, 'marmalade')
    made[kind] ??= shortId(id)
  }
  for (const { things } of roomSamples) Object.assign(made, await things?.(site, made, mark))
  return made
}
