/**
 * The cast of every test. Ada leads the community "First-line leaders", Ben and Cleo are members in different cohorts,
 * Dov is new (a member who never signed in), Eve leads another community and must see nothing of this one. Owen owns the site.
 */
import { randomBytes } from 'node:crypto'
import { hashOfToken } from '#server/identity/request-actor.ts'
import type { Database } from '#server/platform/db.ts'

export const castNames = ['ada', 'ben', 'cleo', 'dov', 'eve', 'owen'] as const
export type CastName = (typeof castNames)[number]

const fullNames: Record<CastName, string> = {
  ada: 'Ada Lindqvist',
  ben: 'Ben Reyes',
  cleo: 'Cleo Marsh',
  dov: 'Dov Adler',
  eve: 'Eve Okoro',
  owen: 'Owen Hale',
}

export interface Cast {
  readonly people: Readonly<Record<CastName, { id: string; name: string; email: string; token: string }>>
  readonly community: { id: string; slug: string }
  readonly elsewhere: { id: string; slug: string }
}

/** Writes the cast into an empty, migrated database. */
export async function seedCast(db: Database): Promise<Cast> {
  const people = {} as Record<CastName, { id: string; name: string; email: string; token: string }>
  for (const key of castNames) {
    const name = fullNames[key]
    const email = `${key}@example.org`
    const { id } = await db.write
      .insertInto('person')
      .values({
        name,
        email,
        email_verified: true,
        handle: name.toLowerCase().replaceAll(' ', '-'),
        site_role: key === 'owen' ? 'owner' : null,
        time_zone: 'Europe/Lisbon',
        locale: 'en',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const token = `test-${key}-${randomBytes(12).toString('hex')}`
    await db.write
      .insertInto('api_token')
      .values({
        person_id: id,
        name: 'test',
        hash: hashOfToken(token),
        scope: 'write',
        expires_at: new Date(Date.now() + 86_400_000 * 365),
      })
      .execute()
    people[key] = { id, name, email, token }
  }
  const community = await seedCommunity(db, {
    slug: 'first-line-leaders',
    name: 'First-line leaders',
    leader: people.ada.id,
  })
  const elsewhere = await seedCommunity(db, { slug: 'elsewhere', name: 'Elsewhere', leader: people.eve.id })
  for (const key of ['ben', 'cleo', 'dov'] as const) await seedMember(db, community.id, people[key].id)
  const course = await db.write
    .insertInto('course')
    .values({ community_id: community.id, name: 'First-line' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const key of ['ben', 'cleo'] as const) {
    const cohort = await db.write
      .insertInto('cohort')
      .values({ community_id: community.id, course_id: course.id, name: `Cohort of ${key}`, state: 'running' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const listed = { community_id: community.id, person_id: people[key].id, cohort_id: cohort.id }
    await db.write.insertInto('cohort_person').values(listed).execute()
    await db.write
      .insertInto('membership_source')
      .values({ ...listed, source: 'cohort' })
      .execute()
  }
  return { people, community, elsewhere }
}

async function seedCommunity(db: Database, { slug, name, leader }: { slug: string; name: string; leader: string }) {
  const { id } = await db.write
    .insertInto('community')
    .values({
      slug,
      name,
      purpose: `We get better at what we do in ${name}.`,
      status: 'active',
      opened_at: new Date(),
      created_by: leader,
      time_zone: 'Europe/Lisbon',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await seedMember(db, id, leader)
  await db.write
    .insertInto('membership_role')
    .values({ community_id: id, person_id: leader, role: 'manager' })
    .execute()
  return { id, slug }
}

async function seedMember(db: Database, communityId: string, personId: string): Promise<void> {
  await db.write
    .insertInto('membership')
    .values({ community_id: communityId, person_id: personId, invited_at: new Date() })
    .execute()
  await db.write
    .insertInto('membership_source')
    .values({ community_id: communityId, person_id: personId, source: 'manual' })
    .execute()
}
