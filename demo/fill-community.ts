/** The demo's people, its communities, cohorts and who stands in front. */
import type { Filling } from '#demo/open-demo.ts'
import { type DemoPerson, demoPeople } from '#demo/people.ts'
import { renderCharter } from '#server/communities/room.ts'
import { slugOf } from '#server/platform/ids.ts'

/** Hours since the demo's community was founded: a year and a half. */
const founded = 24 * 550
/** Hours since each cohort began. The fourth came on Monday, so to speak: its people are new. */
const cohortsBegan = [founded, 24 * 370, 24 * 190, 100] as const

/** Hours since somebody came to the community: with their cohort, or from the beginning. */
export function cameHoursAgo({ cohort }: DemoPerson): number {
  return cohort ? (cohortsBegan[cohort - 1] as number) : founded
}

/** Writes the people and the three communities: the main one, Eve's, and an empty draft. */
export async function fillCommunity(filling: Filling): Promise<void> {
  await fillPeople(filling)
  const { texts, people } = filling
  filling.communityId = await saveCommunity(filling, {
    ...texts.community,
    leaders: ['ada', 'tomas'],
    hue: 162,
    status: 'active',
  })
  await fillCharter(filling)
  await fillCohorts(filling)
  await fillContainers(filling)
  const elsewhere = await saveCommunity(filling, { ...texts.elsewhere, leaders: ['eve'], hue: 292, status: 'active' })
  await saveMembers(
    filling,
    elsewhere,
    [...people].filter(([key]) => ['emil', 'mei', 'noah'].includes(key)).map(([, id]) => id),
    3000,
  )
  await saveCommunity(filling, { ...texts.draft, leaders: ['ada'], hue: 48, status: 'draft' })
}

async function fillPeople({ work, texts, people, ago }: Filling): Promise<void> {
  const rows = await work.tx
    .insertInto('person')
    .values(
      demoPeople.map((one) => {
        const [title, askMeAbout, wantToLearn] = texts.people[one.key] ?? [one.title, one.askMeAbout, one.wantToLearn]
        return {
          name: one.name,
          email: `${one.key}@example.org`,
          email_verified: true,
          handle: slugOf(one.name),
          title,
          location: one.location,
          time_zone: one.zone,
          locale: texts.locale,
          ask_me_about: askMeAbout ?? '',
          want_to_learn: wantToLearn ?? '',
          image: `/demo/faces/${one.key}.svg`,
          is_demo: true,
          site_role: one.key === 'ada' ? 'owner' : null,
          created_at: ago(cameHoursAgo(one)),
        }
      }),
    )
    .returning(['id', 'email'])
    .execute()
  for (const { id, email } of rows) people.set(email.split('@')[0] as string, id)
}

interface Founding {
  readonly name: string
  readonly purpose: string
  readonly leaders: readonly string[]
  readonly hue: number
  readonly status: 'active' | 'draft'
}

async function saveCommunity(filling: Filling, { name, purpose, leaders, hue, status }: Founding): Promise<string> {
  const { work, texts, people, ago } = filling
  const { id } = await work.tx
    .insertInto('community')
    .values({
      slug: slugOf(name),
      name,
      purpose,
      hue,
      status,
      locale: texts.locale,
      time_zone: 'Europe/Lisbon',
      created_by: people.get(leaders[0] as string),
      created_at: status === 'draft' ? ago(30) : ago(founded),
      opened_at: status === 'draft' ? null : ago(founded - 48),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const leaderIds = leaders.map((key) => people.get(key) as string)
  await saveMembers(filling, id, leaderIds, status === 'draft' ? 30 : founded)
  await work.tx
    .insertInto('membership_role')
    .values(leaderIds.map((person_id) => ({ community_id: id, person_id, role: 'manager' })))
    .execute()
  return id
}

async function saveMembers(
  { work, ago }: Filling,
  communityId: string,
  personIds: readonly string[],
  hours: number,
): Promise<void> {
  await work.tx
    .insertInto('membership')
    .values(
      personIds.map((person_id) => ({
        community_id: communityId,
        person_id,
        joined_at: ago(hours),
        invited_at: ago(hours),
        visited_at: hours > 72 ? ago(72) : null,
        last_visit_at: hours > 96 ? ago(96) : null,
        came_at: hours > 72 ? ago(hours - 1) : null,
        welcomed_at: hours > 24 * 14 ? ago(hours - 1) : null,
        greeted_at: null,
      })),
    )
    .execute()
  await work.tx
    .insertInto('membership_source')
    .values(
      personIds.map((person_id) => ({ community_id: communityId, person_id, source: 'manual', added_at: ago(hours) })),
    )
    .execute()
}

async function fillCharter({ work, texts, communityId }: Filling): Promise<void> {
  const { charter } = await renderCharter(work, communityId, texts.community.charter)
  await work.tx
    .updateTable('community')
    .set({ charter: JSON.stringify(charter) })
    .where('id', '=', communityId)
    .execute()
}

async function fillCohorts(filling: Filling): Promise<void> {
  const { work, texts, people, communityId, ago } = filling
  const course = await work.tx
    .insertInto('course')
    .values({ community_id: communityId, name: texts.community.course })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [place, name] of texts.community.cohorts.entries()) {
    const began = cohortsBegan[place] as number
    const cohort = await work.tx
      .insertInto('cohort')
      .values({
        community_id: communityId,
        course_id: course.id,
        name,
        starts_on: ago(began).toISOString().slice(0, 10) as never,
        ends_on: ago(began - 24 * 90)
          .toISOString()
          .slice(0, 10) as never,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const ids = demoPeople.filter((one) => one.cohort === place + 1).map(({ key }) => people.get(key) as string)
    await saveMembers(filling, communityId, ids, began)
    await work.tx
      .insertInto('membership_source')
      .values(
        ids.map((person_id) => ({ community_id: communityId, person_id, source: 'cohort', cohort_id: cohort.id })),
      )
      .execute()
  }
  await saveMembers(filling, communityId, [people.get('dana') as string], founded)
}

async function fillContainers({ work, texts, people, communityId }: Filling): Promise<void> {
  for (const [position, { name, size, people: inside }] of texts.community.containers.entries()) {
    const { id } = await work.tx
      .insertInto('featured_container')
      .values({ community_id: communityId, name, size, position })
      .returning('id')
      .executeTakeFirstOrThrow()
    await work.tx
      .insertInto('featured_person')
      .values(
        inside.map(({ key, quote }, place) => ({
          community_id: communityId,
          container_id: id,
          person_id: people.get(key) as string,
          quote,
          position: place,
        })),
      )
      .execute()
  }
}
