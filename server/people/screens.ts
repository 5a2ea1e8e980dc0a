/** Screens of courses and cohorts. */
import { firstOf, here, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'

const course = /^\/c\/[^/]+\/courses\/[^/?]+-[\w-]{22}$/
const cohort = /^\/c\/[^/]+\/cohorts\/[^/?]+-[\w-]{22}$/

/** A page below the first cohort that Ada sees. */
const below =
  (path: string): Screen['at'] =>
  async ({ community, first }) =>
    (await first(`${community}/courses`, cohort)) + path

export const screens: readonly Screen[] = [
  { name: 'courses', who: 'ben', at: inCommunity('/courses') },
  { name: 'courses-leader', who: 'ada', at: inCommunity('/courses') },
  { name: 'courses-empty', who: 'ada', at: inDraft('/courses') },
  { name: 'course', who: 'ada', at: firstOf('/courses', course) },
  { name: 'course-new', who: 'ada', at: inDraft('/courses/new') },
  { name: 'cohort', who: 'ben', at: firstOf('/courses', cohort) },
  { name: 'cohort-own', who: 'dov', at: firstOf('/courses', cohort) },
  { name: 'cohort-leader', who: 'ada', at: firstOf('/courses', cohort) },
  { name: 'cohort-edit', who: 'ada', at: below('/edit') },
  { name: 'cohort-add-people', who: 'ada', at: below('/people/add') },
  { name: 'cohort-letter', who: 'ada', at: below('/letter') },
  { name: 'cohort-hand-over', who: 'ada', at: below('/hand-over') },
  { name: 'import', who: 'ada', at: inCommunity('/members/import') },
  { name: 'site-import', who: 'ada', at: here('/site/people/import') },
  { name: 'feeds', who: 'ada', at: here('/site/people/feeds') },
  {
    name: 'feed',
    who: 'ada',
    at: ({ first }) => first('/site/people/feeds', /^\/site\/people\/feeds\/[^/?]+-[\w-]{22}$/),
  },
  { name: 'circles', who: 'ben', at: inCommunity('/circles') },
  { name: 'circles-empty', who: 'ada', at: inDraft('/circles') },
  { name: 'circle-new', who: 'ben', at: inCommunity('/circles/new') },
  { name: 'circle-own', who: 'ben', at: firstOf('/circles', /^\/c\/[^/]+\/circles\/[^/?]+-[\w-]{22}$/) },
  { name: 'circle', who: 'ada', at: firstOf('/circles', /^\/c\/[^/]+\/circles\/[^/?]+-[\w-]{22}$/) },
  { name: 'own-courses', who: 'ben', at: here('/courses') },
]
