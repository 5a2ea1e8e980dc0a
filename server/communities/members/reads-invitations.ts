/**
 * Who of a community has come, and how the invitations of the others went. For those who look after its members.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import { type AbsentCounts, countAbsent, invited } from '#server/communities/members/invitation-state.ts'
import { keptMails } from '#server/platform/mail/kept-mails.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** One member with the newest invitation of this membership. */
const invitedMember = invited.extend({ personId: z.string() })
export type InvitedMember = z.infer<typeof invitedMember>

/** The members of a community that `which` chooses (the membership is called `m` in it), with their newest invitation each. */
async function readInvited(look: Look, communityId: string, which: RawBuilder<unknown>): Promise<InvitedMember[]> {
  return rows(look, invitedMember)`
    select m.person_id as "personId", m.came_at as "cameAt", m.invited_at as "invitedAt",
      newest.state as "mailState", newest.sent_at as "mailedAt",
      coalesce(m.invited_at is null and m.invite_from > app_now(), false) as "isHeld", nullif(m.invite_from, 'infinity') as "heldUntil"
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
      left join lateral (
        select mail.state, mail.sent_at from mail
        where mail.person_id = m.person_id and mail.kind = ${invitationMail.kind} and mail.community_id = m.community_id
          and mail.created_at >= m.joined_at
        order by mail.created_at desc, mail.id desc limit 1) newest on true
    where m.community_id = ${communityId} and ${which}`
}

/** How some members' invitations went, by person. */
export async function readInvitations(look: Look, communityId: string, personIds: readonly string[]) {
  const found = await readInvited(look, communityId, sql`m.person_id = any(${[...personIds]}::uuid[])`)
  return new Map(found.map((one) => [one.personId, one]))
}

/** Everybody who has not come yet. */
export function listAbsent(look: Look, communityId: string): Promise<InvitedMember[]> {
  return readInvited(look, communityId, sql`m.came_at is null`)
}

/** How many have not come, and why. */
export async function readAbsentCounts(look: Look, communityId: string): Promise<AbsentCounts> {
  return countAbsent(await listAbsent(look, communityId), look.now)
}

/** A community with invitations that were kept because the site had no mail server, and that could leave now. */
export const waitingInvitations = z.object({ slug: z.string(), name: z.string(), count: z.number() })

/** Those invitations, by community; of one only, where it is named. */
export async function listWaitingInvitations(look: Look, communityId: string | null = null) {
  return rows(look, waitingInvitations)`
    select c.slug, c.name, count(distinct mail.person_id)::int as count
    from mail join community_shown c on c.id = mail.community_id and c.status = 'active'
      join membership_shown m on m.community_id = mail.community_id and m.person_id = mail.person_id
    where ${keptMails(invitationMail.kind, sql`(${communityId}::uuid is null or mail.community_id = ${communityId}::uuid)`)}
      and m.came_at is null and mail.created_at >= m.joined_at
    group by c.slug, c.name order by c.name collate "und-x-icu"`
}
