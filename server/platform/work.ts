/**
 * The two handles. A `Look` reads; a `Work` changes, in one transaction that holds the rows, the activity and the
 * jobs together, and announces what it touched only after it has committed.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import {
  type ActivityKind,
  type AuditRule,
  changesInboxes,
  type NewActivity,
  peopleIn,
  type Via,
} from '#server/platform/activity.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { addJob, insertJobWithoutNotify, type JobTerms } from '#server/platform/add-job.ts'
import type { Config } from '#server/platform/config.ts'
import type { Database, ReadDb } from '#server/platform/db.ts'
import type { Declared } from '#server/platform/declared.ts'
import { isEntry } from '#server/platform/entry-kind.ts'
import type { FileStore } from '#server/platform/files.ts'
import type { LiveHub } from '#server/platform/live/live.ts'
import type { Log } from '#server/platform/log.ts'
import { Refused } from '#server/platform/refuse.ts'
import { idRow, onlyRow } from '#server/platform/rows.ts'
import type { Secrets } from '#server/platform/secrets.ts'

/** The job that is given each activity that notifies somebody. */
export const notifyTask = 'notify-of-activity'

/** What the whole program shares; made once at start. */
export interface Platform {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly secrets: Secrets
  readonly files: FileStore
  readonly live: LiveHub
  /** The actor for what this process does by itself. */
  readonly via: 'job' | 'command'
  /** What the rooms declare of themselves. */
  readonly declared: Declared
}

/** Something to read with. `now` is the database's time as the request began. */
export interface Look {
  readonly db: ReadDb
  readonly now: Date
  readonly log: Log
  readonly platform: Platform
}

/** Something to change with: a transaction, and what must happen with it or not at all. */
export interface Work extends Look {
  readonly tx: Transaction<DB>
  /** Writes an activity of a declared kind and returns its id; a job of the same transaction notifies its recipients. */
  record<F>(kind: ActivityKind<F>, recorded: NewActivity<F>): Promise<string>
  /** Says that a live channel (`ping/…`, `thread/…`) has news; announced after the commit. */
  touch(channel: string): void
  /** Says that a person's permissions or standing changed; their streams are shaped anew after the commit. */
  touchPerson(personId: string): void
  /** Adds a job inside the transaction. The payload holds ids, never rendered text or secrets in clear. */
  enqueue(task: string, payload: Record<string, unknown>, terms?: JobTerms): Promise<void>
  /** Runs after the commit, in this process only; for what may be lost. */
  afterwards(run: () => void): void
}

/** A look outside of any request: jobs, the command line, tests. */
export async function lookAt(platform: Platform): Promise<Look> {
  const db = platform.database.read
  return { db, now: await databaseTime(db), log: platform.log, platform }
}

/** The database's time, shifted where a test has set it so. */
export async function databaseTime(db: ReadDb): Promise<Date> {
  const { now } = await onlyRow({ db }, () => z.object({ now: z.date() }))`select app_now() as now`
  return now
}

interface WorkTerms {
  readonly now?: Date
  readonly via?: Via
  readonly inOneStatement?: boolean
}

/** The transaction in which something is written beside something else. @throws where there is none */
function withOthers(tx: Transaction<DB>, inOneStatement: boolean): Transaction<DB> {
  if (inOneStatement) throw new Error('An act of one statement writes nothing beside it.')
  return tx
}

/**
 * Does one piece of work in one transaction, and announces it when it has committed.
 * @param run runs again, with nothing kept of before, where its transaction and another one waited for each other
 * @param now the time the actor was loaded with; read afresh where there was none
 * @param via the way it is done (a page, the API …), where a request asked for it
 * @param inOneStatement it writes with one statement, which needs no transaction around it; then it can record and enqueue nothing
 */
export async function doWork<T>(
  platform: Platform,
  run: (work: Work) => Promise<T>,
  terms: WorkTerms = {},
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryWork(platform, run, terms)
    } catch (problem) {
      if (tries === mostTries || !isDeadlock(problem)) throw problem
      platform.log.info({ err: problem, tries }, 'two acts waited for each other; this one is done again')
    }
  }
}

/** PostgreSQL ends one of those that wait for each other, so the next try finds the other one done. */
const mostTries = 4

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: deadlock_detected */
function isDeadlock(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === '40P01'
}

async function tryWork<T>(
  platform: Platform,
  run: (work: Work) => Promise<T>,
  { now, via = platform.via, inOneStatement = false }: WorkTerms,
): Promise<T> {
  const channels = new Set<string>()
  const people = new Set<string>()
  const after: (() => void)[] = []
  const { read, write } = platform.database
  const perform = async (tx: Transaction<DB>) => {
    const work: Work = {
      db: inOneStatement ? read : tx,
      tx,
      now: now ?? (await databaseTime(tx)),
      log: platform.log,
      platform,
      record: (kind, recorded) => recordActivity({ tx: withOthers(tx, inOneStatement), platform }, kind, recorded, via),
      touch: (channel) => void channels.add(channel),
      touchPerson: (personId) => void people.add(personId),
      enqueue: (task, payload, terms = {}) => addJob(withOthers(tx, inOneStatement), task, payload, terms),
      afterwards: (run) => void after.push(run),
    }
    return run(work).then(
      (value) => ({ value }),
      (problem) => {
        if (problem instanceof Refused && problem.keepsWork) return { refused: problem }
        throw problem
      },
    )
  }
  const announce = () => {
    if (channels.size > 0 || people.size > 0) platform.live.announce(channels, people)
  }
  // What one statement wrote stands, even where its answer cannot be made.
  const outcome = inOneStatement
    ? await perform(write as Transaction<DB>).finally(announce)
    : await write.transaction().execute(perform)
  if (!inOneStatement) announce()
  for (const run of after) doAfterwards(run, platform.log)
  if ('refused' in outcome) throw outcome.refused
  return outcome.value
}

/** A committed change is done, even if what follows it fails. */
function doAfterwards(run: () => void, log: Log): void {
  try {
    run()
  } catch (err) {
    log.error({ err }, 'what should follow an act failed')
  }
}

async function recordActivity<F>(
  { tx, platform }: Pick<Work, 'tx' | 'platform'>,
  kind: ActivityKind<F>,
  recorded: NewActivity<F>,
  via: Via,
): Promise<string> {
  const { verb, object, facts, audit } = kind
  const { communityId, by, objectId } = recorded
  const actorId = typeof by === 'string' || by === null ? by : personIdOf(by)
  const entryId = recorded.entryId ?? (isEntry(platform.declared.kinds, object) ? objectId : null)
  const parsed = facts.parse(recorded.facts ?? {})
  const logged = JSON.stringify(parsed)
  const written = sql`
    insert into activity (community_id, actor_id, verb, object_kind, object_id, entry_id, facts, via)
    values (${communityId}::uuid, ${actorId}::uuid, ${verb}, ${object}, ${objectId}::uuid, ${entryId}::uuid, ${logged}::jsonb, ${via}) returning *`
  // In the same statement, so that no act is without its line, and none is a statement slower.
  const audited =
    audit && !(audit.moderates && actorId !== null && isOfOnesOwn(parsed, actorId))
      ? sql`, audited as (${auditLineOf(audit, { object, objectId, facts: parsed as Record<string, unknown> })})`
      : sql``
  if (!changesInboxes(kind) || communityId === null)
    return (await onlyRow({ db: tx }, idRow)`with written as (${written})${audited} select id from written`).id
  // One statement for both: most acts notify somebody, and each statement is a way to the database and back.
  const payload = sql`json_build_object('activityId', written.id)`
  const { id, planned } = await onlyRow({ db: tx }, () => idRow.extend({ planned: z.boolean() }))`
    with written as (${written})${audited}, job as (${insertJobWithoutNotify({ task: notifyTask, payload, from: sql`written` })})
    select id, exists (select from job) as planned from written`
  if (!planned) await addJob(tx, notifyTask, { activityId: id })
  return id
}

/** Did the person to whom it was done do it themselves? */
function isOfOnesOwn(facts: unknown, actorId: string): boolean {
  return (facts as { personId?: unknown }).personId === actorId
}

/** The line of the audit beside the activity that was `written`. */
function auditLineOf(
  { keeps = [] }: AuditRule,
  { object, objectId, facts }: { object: string; objectId: string | null; facts: Readonly<Record<string, unknown>> },
): RawBuilder<unknown> {
  const people = [...new Set([...(object === 'person' && objectId ? [objectId] : []), ...peopleIn(facts)])]
  const kept = JSON.stringify(Object.fromEntries(keeps.map((name) => [name, facts[name]])))
  return sql`
    insert into audit_line (id, at, community_id, actor_id, verb, object_kind, object_id, via, person_ids, facts)
    select id, at, community_id, actor_id, verb, object_kind, object_id, via, ${people}::uuid[], ${kept}::jsonb from written`
}
