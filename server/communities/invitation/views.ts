/**
 * An invitation as its page shows it. Reading changes nothing: mail scanners open links.
 */
import { z } from 'zod'
import { invitationDays } from '#server/communities/invitation/invitation.ts'
import { rows } from '#server/platform/rows.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Look } from '#server/platform/work.ts'

const inviteView = z.object({
  /**
   * `open`: its press signs in. `known`: they have been here before, or may more than a member, so their mail address has
   * to prove them. `late`: its time has passed.
   */
  state: z.enum(['open', 'known', 'late']),
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  inviter: z.string().nullable(),
  community: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), purpose: z.string(), hue: z.number() }),
  leaders: z.array(z.object({ personId: z.uuid(), name: z.string(), photo: z.string().nullable() })),
})
export type Invite = z.infer<typeof inviteView>

const inviteRow = inviteView.omit({ state: true }).extend({ isKnown: z.boolean(), isLate: z.boolean() })

/** What an invitation is about; null once the membership or the address it was for has ended. */
export async function readInvite(look: Look, opened: OpenedToken): Promise<Invite | null> {
  const [row] = await rows(look, inviteRow)`
    select p.id as "personId", p.name, p.email, i.name as inviter,
      json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'purpose', c.purpose, 'hue', c.hue) as community,
      coalesce((
        select json_agg(json_build_object('personId', l.id, 'name', l.name, 'photo', l.image) order by l.name collate "und-x-icu")
        from membership_role r join membership_shown x using (community_id, person_id)
          join person l on l.id = r.person_id and l.removed_at is null
        where r.community_id = c.id and r.role = 'manager'), '[]') as leaders,
      p.email_verified or p.site_role is not null or exists (
        select from membership_role r join membership_shown x using (community_id, person_id)
        where r.person_id = p.id and r.role <> 'guest') as "isKnown",
      mail.created_at < app_now() - make_interval(days => ${invitationDays}::int) as "isLate"
    from mail
      join person p on p.id = mail.person_id and p.removed_at is null and p.mail_version = ${opened.version}
      join membership_reader m on m.community_id = mail.community_id and m.person_id = p.id and m.joined_at <= mail.created_at
      join community_shown c on c.id = mail.community_id
      left join person i on i.id = (mail.payload->>'invitedBy')::uuid and i.removed_at is null
    where mail.id = ${opened.id} and mail.kind = 'invitation'`
  if (!row) return null
  const { isKnown, isLate, ...rest } = row
  return { ...rest, state: isKnown ? 'known' : isLate ? 'late' : 'open' }
}

/** The photo of a leader of the community, for a person who has an invitation to it; null where we have no such photo. */
export async function readLeaderPhoto(look: Look, opened: OpenedToken, personId: string): Promise<string | null> {
  const invite = await readInvite(look, opened)
  const photo = invite?.leaders.find((one) => one.personId === personId)?.photo
  return photo?.startsWith('/files/photos/') ? photo.slice('/files/photos/'.length) : null
}
