/**
 * The letter of a cohort: its words, and who has got it.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { renderLetter } from '#server/people/courses/render-letter.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

export interface LetterText {
  /** Markdown; empty where there is no letter. */
  readonly letter: string
  /** The first thing to do, and the path in the community where it leads; both may be empty. */
  readonly todo: string
  readonly todoPath: string
}

/** Replaces the letter. */
export async function saveLetter(
  work: Work,
  cohortId: string,
  { letter, todo, todoPath }: LetterText,
  made: { readonly html: string; readonly version: number | null },
): Promise<void> {
  await work.tx
    .updateTable('cohort')
    .set({ letter, letter_html: made.html, renderer_version: made.version, todo, todo_path: todoPath })
    .where('id', '=', cohortId)
    .execute()
}

/** The people of a cohort who have not got its letter. */
export async function readWithoutLetter(work: Work, cohortId: string): Promise<string[]> {
  const found = await rows(work, idRow)`
    select p.id from cohort_people o join person p on p.id = o.person_id and p.removed_at is null
    where o.cohort_id = ${cohortId} and o.letter_at is null`
  return found.map(({ id }) => id)
}

/** Notes that these people got the letter. */
export async function saveLetterSent(work: Work, cohortId: string, personIds: readonly string[]): Promise<void> {
  await work.tx
    .updateTable('cohort_person')
    .set({ letter_at: sql`app_now()` })
    .where('cohort_id', '=', cohortId)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .execute()
}

/** What the letter says, to one person of the cohort. */
const letterMail = z.object({
  course: z.string(),
  cohort: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  html: z.string(),
  todo: z.string(),
  todoPath: z.string(),
  /** Who teaches, by name. */
  teachers: z.array(z.string()),
  isOpen: z.boolean(),
  isRunning: z.boolean(),
  hasCome: z.boolean(),
  isOptedOut: z.boolean(),
})
export type LetterMail = z.infer<typeof letterMail>

/** Reads it for one person; null where they do not belong to the cohort (any more). */
export async function readLetterMail(look: Look, cohortId: string, personId: string): Promise<LetterMail | null> {
  const [row] = await rows(look, letterMail)`
    select c.name as course, h.name as cohort, h.starts_on as "startsOn", h.ends_on as "endsOn", h.letter_html as html,
      h.todo, h.todo_path as "todoPath", m.status = 'active' as "isOpen", h.state = 'running' as "isRunning",
      s.came_at is not null as "hasCome",
      array(select p.name from cohort_teacher t join person p on p.id = t.person_id and p.removed_at is null
        where t.cohort_id = h.id order by p.name collate "und-x-icu") as teachers,
      exists (select from mail_choice x where x.community_id = h.community_id and x.person_id = o.person_id
        and x.kind = 'cohort_letter' and x.choice = 'off') as "isOptedOut"
    from cohort_people o join cohort h on h.id = o.cohort_id join course c on c.id = h.course_id
      join community_shown m on m.id = h.community_id
      join membership_shown s on s.community_id = o.community_id and s.person_id = o.person_id
    where o.cohort_id = ${cohortId} and o.person_id = ${personId}`
  return row ?? null
}

export const letterTexts = storedTexts({
  name: 'letters of cohorts',
  list: (look, { after, version, most }) =>
    look.db
      .selectFrom('cohort')
      .select(['id', 'letter'])
      .where('renderer_version', '<', version)
      .where('id', '>', after)
      .orderBy('id')
      .limit(most)
      .execute(),
  render: (_, { letter }) => renderLetter(letter),
  // Where it still says the same.
  async save({ tx }, { id, letter }, made) {
    await sql`
      update cohort set letter_html = ${made.html}, renderer_version = ${made.version}
      where id = ${id} and letter = ${letter}`.execute(tx)
  },
})
