/**
 * Plans the next lines of a file, for the dry run and for the run itself.
 */
import { nameFromEmail } from '#server/identity/room.ts'
import { partLength } from '#server/people/imports/import.ts'
import { type LineRead, readLine } from '#server/people/imports/line.ts'
import { type LinePlan, nothing, planLine } from '#server/people/imports/plan-line.ts'
import { readFound } from '#server/people/imports/reads-found.ts'
import { type ImportRow, readLines, readLinesAbout, type StoredLine } from '#server/people/imports/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export interface PlannedLine {
  readonly number: number
  readonly line: number
  /** What it says; null where it could not be read. */
  readonly read: LineRead | null
  readonly plan: LinePlan
}

/** The lines of the next part, in their order, each with its plan; none where the file is through. */
export async function planNext(work: Work, actor: Actor, file: ImportRow): Promise<PlannedLine[]> {
  const stored = await readLines(work, file.id, file.reached, partLength)
  const read = stored.map((one) => ({ one, outcome: readLine(one.cells, file.columns, file.header) }))
  const lines = read.flatMap(({ one, outcome }) => (outcome.ok && one.repeats === null ? [outcome.value] : []))
  const found = await readFound(work, actor, file, lines)
  const plans = read.map(({ one, outcome }): PlannedLine => {
    const at = { number: one.number, line: one.line }
    if (!outcome.ok) return { ...at, read: null, plan: { ...nothing, result: 'refused', why: outcome.why } }
    if (one.repeats !== null) return { ...at, read: outcome.value, plan: repeated(one, one.repeats) }
    return { ...at, read: outcome.value, plan: planLine(outcome.value, found, nameFromEmail) }
  })
  return eachOnce(plans, await aboutBefore(work, file, plans))
}

function repeated({ isSame }: StoredLine, line: number): LinePlan {
  return isSame
    ? { ...nothing, result: 'unchanged', why: { says: 'The same stands in line {line, number}.', values: { line } } }
    : {
        ...nothing,
        result: 'refused',
        why: {
          says: 'Line {line, number} is about the same person and says something else. Keep one of them.',
          values: { line },
        },
      }
}

function aboutBefore(work: Work, file: ImportRow, plans: readonly PlannedLine[]) {
  return readLinesAbout(
    work,
    file.id,
    file.reached,
    plans.flatMap(({ plan }) => plan.person?.id ?? []),
  )
}

/** Two lines may mean one person by different addresses: the second is refused. */
function eachOnce(plans: readonly PlannedLine[], before: Map<string, number>): PlannedLine[] {
  return plans.map((one) => {
    const id = one.plan.person?.id
    if (id === undefined) return one
    const line = before.get(id)
    if (line === undefined) {
      before.set(id, one.line)
      return one
    }
    const says = 'Line {line, number} is about the same person. Keep one of them.'
    return { ...one, plan: { ...nothing, result: 'refused', why: { says, values: { line } } } }
  })
}
