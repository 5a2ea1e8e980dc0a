/** The demo's people, its communities, cohorts and who stands in front. */
import {
  circlePeople,
  cohortsBegan,
  demoMembers,
  founded,
  joinedHoursAgo,
  type Past,
  visitedHoursAgo,
} from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import { fileRow } from '#demo/toolkit-rows.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The people and the three communities: the main one, Eve's, and an empty draft. */
export async function* communityRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId } = past
  yield* personRows(past)
  yield* areaRows(past)
  yield* foundingRows(past, { ...texts.community, id: communityId, leaders: ['ada', 'tomas'], hue: 162 })
  yield* memberRows(past)
  yield* containerRows(past)
  const elsewhere = { ...texts.elsewhere, id: past.newId(), leaders: ['eve'], hue: 292 }
  yield* foundingRows(past, elsewhere)
  for (const key of ['eve', 'emil', 'mei', 'noah'])
    yield* membershipRows(past, elsewhere.id, key, { came: key === 'eve' ? founded : 3000, visited: 72 })
  const { question, request: answer } = texts.elsewhere
  const request = { community_id: elsewhere.id, person_id: past.idOf('ben'), question, answer }
  yield row('join_request', { id: past.newId(), ...request, asked_at: past.ago(5) })
  const draft = { ...texts.draft, id: past.newId(), leaders: ['ada'], hue: 48, status: 'draft' as const }
  yield* foundingRows(past, draft)
  yield* membershipRows(past, draft.id, 'ada', { came: 30, visited: null })
}

function* personRows({ texts, idOf, ago }: Past): Iterable<TableRow> {
  for (const one of demoPeople) {
    const [title, askMeAbout, wantToLearn] = texts.people[one.key] ?? [one.title, one.askMeAbout, one.wantToLearn]
    yield row('person', {
      id: idOf(one.key),
      name: one.name,
      email: `${one.key}@example.org`,
      email_verified: true,
      handle: slugOf(one.name),
      title,
      location: one.location,
      time_zone: one.zone,
      languages: [...new Set([...one.languages, texts.locale])],
      locale: texts.locale,
      ask_me_about: askMeAbout ?? '',
      want_to_learn: wantToLearn ?? '',
      image: `/demo/faces/${one.key}.svg`,
      is_demo: true,
      site_role: one.key === 'ada' ? 'owner' : null,
      created_at: ago(joinedHoursAgo(one)),
    })
  }
}

/** A field that the site has beside the usual ones: in what its people work. */
function* areaRows({ texts, idOf, newId }: Past): Iterable<TableRow> {
  const field_id = newId()
  yield row('profile_field', { id: field_id, key: 'area', label: texts.area.label, changed_by: 'person', place: 1 })
  for (const { key, area } of demoPeople)
    yield row('profile_value', { field_id, person_id: idOf(key), value: texts.area.names[area] })
}

interface Founding {
  readonly id: string
  readonly name: string
  readonly purpose: string
  /** Left out, nobody finds it, and nobody can ask to join. */
  readonly question?: string
  readonly leaders: readonly string[]
  readonly hue: number
  readonly status?: 'draft'
}

function* foundingRows(past: Past, founding: Founding): Iterable<TableRow> {
  const { texts, idOf, ago } = past
  const { id, name, purpose, question, leaders, hue, status = 'active' } = founding
  yield row('community', {
    id,
    slug: slugOf(name),
    name,
    purpose,
    hue,
    status,
    locale: texts.locale,
    time_zone: 'Europe/Lisbon',
    created_by: idOf(leaders[0] as string),
    created_at: ago(status === 'draft' ? 30 : founded),
    opened_at: status === 'draft' ? null : ago(founded - 48),
    ...(question && { is_hidden: false, joining: 'request', joining_question: question }),
  })
  for (const key of leaders) yield row('membership_role', { community_id: id, person_id: idOf(key), role: 'manager' })
  yield* foundingAuditRows(past, founding)
}

/** What the audit says of it: its maker began and opened the community, and made the others its leaders. */
function* foundingAuditRows({ idOf, ago }: Past, { id, leaders, status }: Founding): Iterable<TableRow> {
  const [maker, ...others] = leaders.map(idOf)
  const about = { community_id: id, actor_id: maker, via: 'page' }
  const community = { ...about, object_kind: 'community', object_id: id }
  yield row('audit_line', { ...community, verb: 'community.created', at: ago(status === 'draft' ? 30 : founded) })
  if (status === 'draft') return
  yield row('audit_line', { ...community, verb: 'community.opened', at: ago(founded - 48) })
  for (const other of others) {
    const given = { verb: 'role.given', facts: { role: 'manager' }, at: ago(founded - 47) }
    yield row('audit_line', { ...about, ...given, object_kind: 'person', object_id: other, person_ids: [other] })
  }
}

function* membershipRows(
  { idOf, ago }: Past,
  community_id: string,
  key: string,
  { came, visited }: { came: number; visited: number | null },
): Iterable<TableRow> {
  const of = { community_id, person_id: idOf(key) }
  yield row('membership', {
    ...of,
    joined_at: ago(came),
    invited_at: ago(came),
    visited_at: visited === null ? null : ago(visited),
    last_visit_at: came > 96 ? ago(96) : null,
    came_at: came > 72 ? ago(came - 1) : null,
    welcomed_at: came > 24 * 14 ? ago(came - 1) : null,
  })
  yield row('membership_source', { ...of, source: 'manual', added_at: ago(came) })
}

/** The members of the main community, most of them by their cohort. */
async function* memberRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, cohortIds, idOf, newId, ago } = past
  const day = (hours: number) => ago(hours).toISOString().slice(0, 10)
  const course_id = newId()
  const { name: courseName, about, picture } = texts.community.course
  const address = 'https://example.org/leading-your-first-team'
  yield fileRow(past, picture, 'course')
  const picture_file_id = past.files.get(picture)?.id ?? null
  yield row('course', { id: course_id, community_id, name: courseName, description: about, address, picture_file_id })
  for (const [i, name] of texts.community.cohorts.entries()) {
    const began = cohortsBegan[i] as number
    const lasted = { starts_on: day(began), ends_on: day(began - 24 * 90) }
    const isOver = began > 24 * 90
    const state = isOver ? 'ended' : 'running'
    const times = { started_at: ago(began), ended_at: isOver ? ago(began - 24 * 90) : null }
    const letter = isOver ? {} : await letterColumns(past)
    yield row('cohort', { id: cohortIds[i], community_id, course_id, name, state, ...lasted, ...times, ...letter })
    yield row('cohort_teacher', { community_id, cohort_id: cohortIds[i] as string, person_id: idOf('ada') })
  }
  yield* nextCohortRows(past, course_id)
  yield* circleRows(past)
  const visits = visitedHoursAgo(texts)
  for (const one of demoMembers) {
    const visited = visits.get(one.key) as number
    yield* membershipRows(past, community_id, one.key, { came: joinedHoursAgo(one), visited })
    const cohort_id = one.cohort && cohortIds[one.cohort - 1]
    if (!cohort_id) continue
    const listed = { community_id, person_id: idOf(one.key), cohort_id }
    yield row('membership_source', { ...listed, source: 'cohort' })
    yield row('cohort_person', { ...listed, added_at: ago(joinedHoursAgo(one)), letter_at: ago(joinedHoursAgo(one)) })
  }
}

/** A circle that Cleo opened, with a few whom she let in and one who waits. */
function* circleRows({ texts, communityId: community_id, circleId: circle_id, idOf, ago }: Past): Iterable<TableRow> {
  const { name, about } = texts.community.circle
  const opened = { created_by: idOf('cleo'), created_at: ago(24 * 40) }
  yield row('circle', { id: circle_id, community_id, name, about, joining: 'request', ...opened })
  const of = { community_id, circle_id }
  for (const [i, key] of circlePeople.entries())
    yield row('circle_person', { ...of, person_id: idOf(key), looks_after: i === 0, joined_at: ago(24 * (40 - i)) })
  const asker = { person_id: idOf('grace'), asked_at: ago(30) }
  yield row('circle_request', { ...of, ...asker })
  yield row('activity', {
    community_id,
    actor_id: asker.person_id,
    verb: 'circle.asked',
    object_kind: 'circle',
    object_id: circle_id,
    facts: {},
    at: asker.asked_at,
  })
}

/** A cohort that starts in a week, with the first of those who are in none. */
function* nextCohortRows({ texts, communityId: community_id, idOf, newId, ago }: Past, course_id: string) {
  const id = newId()
  const [starts_on, ends_on] = [24 * 7, 24 * 97].map((hours) => ago(-hours).toISOString().slice(0, 10))
  yield row('cohort', { id, community_id, course_id, name: texts.community.nextCohort, starts_on, ends_on })
  for (const { key } of demoMembers.filter(({ cohort }) => !cohort).slice(0, 3))
    yield row('cohort_person', { community_id, cohort_id: id, person_id: idOf(key) })
}

/** The letter of the cohort that runs. */
async function letterColumns({ texts }: Past) {
  const { source, todo } = texts.community.letter
  const { html } = await renderMarkdown(source, { anchor: 'letter' })
  return { letter: source, letter_html: html, renderer_version: rendererVersion, todo, todo_path: '' }
}

function* containerRows({ texts, communityId: community_id, idOf, newId }: Past): Iterable<TableRow> {
  for (const [i, { name, size, people }] of texts.community.containers.entries()) {
    const container_id = newId()
    yield row('featured_container', { id: container_id, community_id, name, size, position: i })
    for (const [position, { key, quote }] of people.entries())
      yield row('featured_person', { community_id, container_id, person_id: idOf(key), quote, position })
  }
}
