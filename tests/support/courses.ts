/** A course and its cohorts in tests. */
import { created } from '#tests/support/created.ts'
import type { Site } from '#tests/support/site.ts'

/** Ada adds a course of that name. @returns its address and its id */
export async function addCourse(site: Site, name = 'Leading teams'): Promise<{ id: string; address: string }> {
  return created(site.as('ada').send(`/c/${site.cast.community.slug}/courses`, { name }))
}

export interface SomeCohort {
  readonly id: string
  /** Where it is: acts on it go below. */
  readonly here: string
}

/** Ada adds a cohort to a course, prepared and without people. */
export async function addCohort(site: Site, course: { id: string }, words: object = {}): Promise<SomeCohort> {
  const root = `/c/${site.cast.community.slug}`
  const text = { name: 'Spring', ...words }
  const { id } = await created(site.as('ada').send(`${root}/courses/${course.id}/cohorts`, text))
  return { id, here: `${root}/cohorts/${id}` }
}
