/**
 * Passes as they lie in the database. Every deadline is by its clock.
 */
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import { mostTries } from '#server/identity/sign-in-pass.ts'
import { idRow, rows } from '#server/platform/rows.ts'

type Tx = Transaction<DB>

export interface NewPass {
  /** Null while it is not known whether the address belongs to anybody. */
  readonly person: { readonly id: string; readonly mailVersion: number } | null
  readonly tokenHash: string
  readonly codeHash: string | null
  readonly leadsTo: string
  readonly minutes: number
}

/** Writes a pass. @returns its id */
export async function savePass(tx: Tx, id: string, pass: NewPass): Promise<void> {
  await sql`
    insert into sign_in_pass (id, person_id, mail_version, token_hash, code_hash, leads_to, expires_at)
    values (${id}, ${pass.person?.id ?? null}, ${pass.person?.mailVersion ?? 1}, ${pass.tokenHash}, ${pass.codeHash}, ${pass.leadsTo},
      app_now() + make_interval(mins => ${pass.minutes}::int))`.execute(tx)
}

/** Gives a pass to the person it turned out to be for. */
export async function givePass(tx: Tx, passId: string, person: { id: string; mailVersion: number }): Promise<void> {
  await tx
    .updateTable('sign_in_pass')
    .set({ person_id: person.id, mail_version: person.mailVersion })
    .where('id', '=', passId)
    .where('person_id', 'is', null)
    .execute()
}

/** The version of mail addresses a person has now, for a pass made for them; null where there is no such person. */
export async function mailVersionOf(tx: Tx, personId: string): Promise<number | null> {
  const row = await tx
    .selectFrom('person')
    .select('mail_version')
    .where('id', '=', personId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row?.mail_version ?? null
}

/**
 * Makes the newest pass that was mailed to a person on asking work again, for some minutes: it lies in their mail already.
 * @returns false where there is no pass, it was used, or its mail never left
 */
export async function renewNewestPass(tx: Tx, person: { id: string; mailVersion: number }, minutes: number) {
  const changed = await rows({ db: tx }, idRow)`
    with newest as (
      select pass.id, pass.used_at, mail.state
      from sign_in_pass pass join mail on mail.kind = 'sign_in' and mail.about_id = pass.id
      where pass.person_id = ${person.id} and pass.mail_version = ${person.mailVersion}
      order by pass.created_at desc limit 1
    )
    update sign_in_pass pass set expires_at = app_clock() + make_interval(mins => ${minutes}::int)
    from newest
    where pass.id = newest.id and newest.used_at is null and newest.state in ('waiting', 'handed_over', 'kept')
    returning pass.id`
  return changed.length > 0
}

/** The person whom a pass signs in, and the page they come to. */
const usedPass = z.object({ personId: z.string(), email: z.string(), leadsTo: z.string() })
export type UsedPass = z.infer<typeof usedPass>

/** Uses the pass of a link, if it still holds. Two that come at once wait for each other, and one of them finds it used. */
export async function usePassOfLink(tx: Tx, tokenHash: string): Promise<UsedPass | null> {
  return use(tx, sql`pass.token_hash = ${tokenHash}`)
}

/** Uses a pass whose code was right. */
export async function usePass(tx: Tx, passId: string): Promise<UsedPass | null> {
  return use(tx, sql`pass.id = ${passId}`)
}

async function use(tx: Tx, which: ReturnType<typeof sql>): Promise<UsedPass | null> {
  const [row] = await rows({ db: tx }, usedPass)`
    update sign_in_pass pass set used_at = app_clock()
    from person
    where ${which} and pass.used_at is null and pass.expires_at > app_clock()
      and person.id = pass.person_id and person.removed_at is null and person.mail_version = pass.mail_version
    returning pass.person_id as "personId", person.email, pass.leads_to as "leadsTo"`
  return row ?? null
}

/** Counts one try of a pass's code. @returns what the right one is kept as, or null where no try is left or the pass is over */
export async function tryCode(tx: Tx, passId: string): Promise<string | null> {
  const [row] = await rows({ db: tx }, () => z.object({ code_hash: z.string().nullable() }))`
    update sign_in_pass set tries = tries + 1
    where id = ${passId} and used_at is null and expires_at > app_clock() and tries < ${mostTries}
    returning code_hash`
  return row?.code_hash ?? null
}

/** Removes what is over: passes after two days, sessions that ended, tokens that ended a month ago. */
export async function sweepSignIn(tx: Tx): Promise<void> {
  await sql`delete from sign_in_pass where expires_at < app_now() - interval '2 days'`.execute(tx)
  await sql`delete from session where expires_at < app_now()`.execute(tx)
  await sql`delete from api_token where least(ended_at, expires_at) < app_now() - interval '30 days'`.execute(tx)
}
