/** Letters that were kept because the site had no mail server, and that could leave now. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { letterMail } from '#server/people/courses/letter-mail.ts'
import { keptMails, queueKeptMails } from '#server/platform/mail/kept-mails.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The letters of a cohort whose reader still belongs to it. */
const ofCohort = (cohortId: RawBuilder<unknown>) => sql`mail.about_id = ${cohortId} and exists (
  select from cohort_people o where o.cohort_id = mail.about_id and o.person_id = mail.person_id)`

/** How many kept letters a cohort has, as a column. */
export function keptLettersColumn(cohortId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select count(*) from mail where ${keptMails(letterMail.kind, ofCohort(cohortId))})`
}

const waitingLetters = z.object({
  id: z.string(),
  name: z.string(),
  course: z.string(),
  communityId: z.string(),
  communityName: z.string(),
  slug: z.string(),
  count: z.number(),
})

/** The cohorts that run and have kept letters, by community. */
export function listWaitingLetters(look: Look) {
  return rows(look, waitingLetters)`
    select h.id, h.name, c.name as course, m.id as "communityId", m.name as "communityName", m.slug, kept.count
    from cohort h join course c on c.id = h.course_id join community_shown m on m.id = h.community_id and m.status = 'active',
      lateral (select ${keptLettersColumn(sql`h.id`)} as count) kept
    where h.state = 'running' and h.letter <> '' and kept.count > 0
    order by m.name collate "und-x-icu", c.name collate "und-x-icu", h.name collate "und-x-icu"`
}

/** The people of a cohort whose letter was kept. */
export async function listKeptReaders(look: Look, cohortId: string): Promise<string[]> {
  const found = await rows(look, idRow)`
    select mail.person_id as id from mail where ${keptMails(letterMail.kind, ofCohort(sql`${cohortId}`))}`
  return found.map(({ id }) => id)
}

/** Lets the kept letters of a cohort to these people leave. @returns how many */
export function sendKeptLetters(work: Work, cohortId: string, personIds: readonly string[]): Promise<number> {
  const which = sql`mail.about_id = ${cohortId} and mail.person_id = any(${[...personIds]}::uuid[])`
  return queueKeptMails(work, letterMail, which)
}
