/** The rows of what people want of each kind of mail. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Choice } from '#server/platform/mail/mail-kind.ts'
import type { Permission } from '#server/platform/permission.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const membershipRow = z.object({
  personId: z.string(),
  communityId: z.string(),
  permissions: z.array(z.custom<Permission>()),
})
/** A person in a community, with what they may do there. */
export type ChoosingMembership = z.infer<typeof membershipRow>

/** A person's membership of a community, or null. */
export async function readMembership(
  work: Work,
  personId: string,
  community: { readonly slug: string } | { readonly id: string },
): Promise<ChoosingMembership | null> {
  const [row] = await rows(work, membershipRow)`
    select m.person_id as "personId", c.id as "communityId",
      array(select g.permission from membership_permission g where g.community_id = c.id and g.person_id = m.person_id) as permissions
    from membership_reader m join community_shown c on c.id = m.community_id
    where m.person_id = ${personId} and ${'slug' in community ? sql`c.slug = ${community.slug}` : sql`c.id = ${community.id}`}`
  return row ?? null
}

/** A choice of one kind of mail, and what holds where nothing was chosen. */
interface NewChoice {
  readonly kind: string
  readonly choice: Choice
  readonly byDefault: Choice
}

/** Saves what a person wants of some kinds of mail of one community. Turning one off remembers what held before. */
export async function saveMailChoices(
  work: Work,
  { personId, communityId }: { readonly personId: string; readonly communityId: string },
  choices: readonly NewChoice[],
): Promise<void> {
  await sql`
    insert into mail_choice (person_id, community_id, kind, choice, choice_before)
    select ${personId}::uuid, ${communityId}::uuid, c.kind, c.choice, case when c.choice = 'off' then c."byDefault" end
    from jsonb_to_recordset(${JSON.stringify(choices)}::jsonb) as c (kind text, choice text, "byDefault" text)
    where c.choice <> c."byDefault"
      or exists (select from mail_choice x where x.person_id = ${personId} and x.community_id = ${communityId} and x.kind = c.kind)
    on conflict (person_id, community_id, kind) do update set choice = excluded.choice, at = app_now(),
      choice_before = case when excluded.choice = 'off' then mail_choice.choice end
      where mail_choice.choice <> excluded.choice`.execute(work.tx)
}

/**
 * Lets mails come again as they did before they were turned off: one kind with those turned off at the same moment, or without a
 * kind those turned off last.
 */
export async function saveReturn(
  work: Work,
  { personId, communityId }: { readonly personId: string; readonly communityId: string },
  kind: string | null,
): Promise<void> {
  await sql`
    with off as (
      select x.kind, x.at from mail_choice x
      where x.person_id = ${personId} and x.community_id = ${communityId} and x.choice = 'off' and coalesce(x.kind = ${kind}::text, true)
      order by x.at desc limit 1
    )
    update mail_choice m set choice = coalesce(m.choice_before, 'at_once'), choice_before = null, at = app_now()
    from off where m.person_id = ${personId} and m.community_id = ${communityId} and m.choice = 'off'
      and (m.kind = off.kind or m.at = off.at)`.execute(work.tx)
}

/** Turns off everything that comes in a person's digest, in all communities. */
export async function saveDigestOff(work: Work, personId: string): Promise<void> {
  await sql`
    update mail_choice set choice = 'off', choice_before = choice, at = app_now()
    where person_id = ${personId} and choice in ('daily', 'weekly')`.execute(work.tx)
}

/** Takes that back. */
export async function saveDigestReturn(work: Work, personId: string): Promise<void> {
  await sql`
    update mail_choice m set choice = m.choice_before, choice_before = null, at = app_now()
    from (select max(at) as at from mail_choice
      where person_id = ${personId} and choice = 'off' and choice_before in ('daily', 'weekly')) as last
    where m.person_id = ${personId} and m.choice = 'off' and m.choice_before in ('daily', 'weekly') and m.at = last.at`.execute(
    work.tx,
  )
}
