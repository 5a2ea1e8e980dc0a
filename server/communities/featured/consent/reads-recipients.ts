/**
 * The two a consent is between.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

const theOther = (name: string): Recipients<{ personId: string | null }> => ({
  name,
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
})

export const personAsked = theOther('the person asked')
export const consentRequester = theOther('who asked for the name')
