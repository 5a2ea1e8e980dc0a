/**
 * The writes of devices, and of notices on their way to them.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isPushed, pushTask } from '#server/notices/push/push.ts'
import { addJob } from '#server/platform/add-job.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A lower priority than a mail that a person waits for, and a higher one than mails to many. */
const priority = 5

export interface NewDevice {
  readonly personId: string
  readonly sessionId: string
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** What the browser calls itself. */
  readonly userAgent: string
}

/** Notes where a session's notices go. A browser has one place, and a place is one browser's: what stood there before ends. */
export async function saveDevice(
  work: Work,
  { personId, sessionId, endpoint, p256dh, auth, userAgent }: NewDevice,
): Promise<void> {
  await sql`delete from push_device where endpoint = ${endpoint} or session_id = ${sessionId}`.execute(work.tx)
  await sql`
    insert into push_device (person_id, session_id, endpoint, p256dh, auth, user_agent)
    values (${personId}, ${sessionId}, ${endpoint}, ${p256dh}, ${auth}, ${userAgent.slice(0, 300)})`.execute(work.tx)
}

/** Moves a device of this session to another place; what is on its way to it goes there. @returns whether it was there */
export async function moveDevice(
  work: Work,
  {
    sessionId,
    former,
    endpoint,
    p256dh,
    auth,
  }: Omit<NewDevice, 'personId' | 'userAgent'> & { readonly former?: string | undefined },
): Promise<boolean> {
  await sql`delete from push_device where endpoint = ${endpoint} and session_id <> ${sessionId}`.execute(work.tx)
  const moved = await rows(work, idRow)`
    update push_device set endpoint = ${endpoint}, p256dh = ${p256dh}, auth = ${auth}
    where session_id = ${sessionId} and endpoint = coalesce(${former ?? null}::text, endpoint) returning id`
  return moved.length > 0
}

/** Ends pushing to one device of a person. @returns whether it was there */
export async function dropDevice(work: Work, personId: string, deviceId: string): Promise<boolean> {
  const gone = await rows(work, idRow)`
    delete from push_device where id = ${deviceId} and person_id = ${personId} returning id`
  return gone.length > 0
}

/**
 * Plans the pushes of an activity's notices, each with a job: to the devices that were turned on before. One that is planned
 * already is not planned again.
 */
export async function planPushes(work: Work, activityId: string): Promise<void> {
  const kinds = [...work.platform.declared.notices.values()].filter(isPushed).map(({ kind }) => kind)
  await sql`
    with planned as (
      insert into notice_push (notice_id, device_id)
      select n.id, d.id from notice n
      join push_device d on d.person_id = n.person_id and d.created_at <= app_now()
      where n.activity_id = ${activityId} and n.kind = any(${kinds}::text[]) and n.read_at is null
      on conflict do nothing returning notice_id, device_id
    ), spec as (
      select array_agg((${pushTask}::text, json_build_object('noticeId', notice_id, 'deviceId', device_id), null, null, null, null,
        ${priority}::smallint, null)::graphile_worker.job_spec) as specs
      from planned having count(*) > 0
    )
    select count(*) from spec, lateral graphile_worker.add_jobs(spec.specs)`.execute(work.tx)
}

const heldPush = z.object({
  attempts: z.number(),
  personId: z.string(),
  locale: z.string(),
  /** Nothing is sent to this person now: they have a quiet time, this site is a copy, or they are somebody of the demo. */
  isKept: z.boolean(),
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
  /** The address of the owner who has been here longest; null where the site has none yet. */
  ownerAddress: z.string().nullable(),
})
export type HeldPush = z.infer<typeof heldPush>

/** One notice on its way to one device. */
export interface PushRef {
  readonly noticeId: string
  readonly deviceId: string
}

/**
 * Takes a waiting push for a minute, so that no other worker sends it, and counts the attempt.
 * @returns `settled` where nothing is left to do; `held` where another worker has it
 */
export async function holdPush(work: Work, { noticeId, deviceId }: PushRef): Promise<HeldPush | 'settled' | 'held'> {
  const [held] = await rows(work, heldPush)`
    with held as (
      update notice_push set attempts = attempts + 1, held_until = app_now() + interval '1 minute'
      where notice_id = ${noticeId} and device_id = ${deviceId} and state = 'waiting'
        and (held_until is null or held_until <= app_now())
      returning device_id, attempts
    )
    select held.attempts, p.id as "personId", coalesce(p.locale, site.locale) as locale,
      p.is_demo or (site.restored_from is not null and site.went_live_at is null)
        or exists (select from person_clock k where k.person_id = p.id and k.is_quiet) as "isKept",
      d.endpoint, d.p256dh, d.auth,
      (select o.email from person o where o.site_role = 'owner' and o.removed_at is null order by o.created_at, o.id limit 1) as "ownerAddress"
    from held join push_device d on d.id = held.device_id join person p on p.id = d.person_id cross join site`
  if (held) return held
  const [row] = await rows(work, () => z.object({ state: z.string() }))`
    select state from notice_push where notice_id = ${noticeId} and device_id = ${deviceId}`
  return row?.state === 'waiting' ? 'held' : 'settled'
}

/** Ends a push. One that was taken shows that its device is reached. */
export async function settlePush(
  work: Work,
  { noticeId, deviceId }: PushRef,
  state: 'handed_over' | 'dropped' | 'failed',
): Promise<void> {
  await sql`
    with settled as (
      update notice_push set state = ${state}, held_until = null, settled_at = app_now()
      where notice_id = ${noticeId} and device_id = ${deviceId} and state = 'waiting' returning device_id, state
    )
    update push_device d set reached_at = app_now() from settled
    where d.id = settled.device_id and settled.state = 'handed_over'`.execute(work.tx)
}

/** Lets a push wait for its next attempt, with a job for it. @param pause in ms */
export async function releasePush(work: Work, push: PushRef, pause: number): Promise<void> {
  const [found] = await rows(work, () => z.object({ at: z.date() }))`
    update notice_push set held_until = null
    where notice_id = ${push.noticeId} and device_id = ${push.deviceId} and state = 'waiting'
    returning now() + ${pause}::int * interval '1 ms' as at`
  if (found) await addJob(work.tx, pushTask, { ...push }, { at: found.at, priority })
}

/** Forgets a device that its push service does not know any more, and with it what was on its way there. */
export async function dropLostDevice(work: Work, deviceId: string): Promise<void> {
  await work.tx.deleteFrom('push_device').where('id', '=', deviceId).execute()
}
