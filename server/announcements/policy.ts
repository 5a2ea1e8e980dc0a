/** Who may do what with an announcement. */
import {
  type Announcement,
  asksNoConfirmation,
  communityInDraft,
  isNotOut,
  isNotWithdrawn,
  isOut,
  notAsked,
} from '#server/announcements/announcement.ts'
import { mayChangeAsPerson } from '#server/communities/room.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { communityIsArchived, no, type Verdict, yes } from '#server/platform/refuse.ts'

/** May they write announcements here? Gives the writer's id. */
export function mayAnnounce(
  actor: Actor,
  { communityId: id, communityStatus: status }: Pick<Announcement, 'communityId' | 'communityStatus'>,
): Verdict<string> {
  return mayChangeAsPerson(actor, 'announce', { id, status })
}

/** May they change its words? Everybody who announces here may, until it is withdrawn. */
export function mayWrite(actor: Actor, one: Announcement): Verdict<string> {
  const may = mayAnnounce(actor, one)
  return may.ok && one.state === 'withdrawn' ? no(isNotOut) : may
}

/** May they publish or schedule it, or ask to use somebody's name? A draft community sends nothing to anybody. */
export function mayPublish(actor: Actor, one: Announcement): Verdict<string> {
  const may = mayAnnounce(actor, one)
  if (!may.ok) return may
  if (one.state === 'published' || one.state === 'withdrawn') return no(isOut)
  return one.communityStatus === 'draft' ? no(communityInDraft) : may
}

/** May they pin it, send it again, or remind? */
export function mayKeep(actor: Actor, one: Announcement): Verdict<string> {
  const may = mayAnnounce(actor, one)
  return may.ok && one.state !== 'published' ? no(isNotOut) : may
}

/** May they withdraw it? Those who announce here may, and the person in whose name it is. */
export function mayWithdraw(actor: Actor, one: Announcement): Verdict<string> {
  const me = personIdOf(actor)
  if (me === null || me !== one.voiceId) return mayKeep(actor, one)
  return one.state === 'published' ? yes(me) : no(isNotOut)
}

/** May they bring a withdrawn one back? */
export function mayReturn(actor: Actor, one: Announcement): Verdict<string> {
  const may = mayAnnounce(actor, one)
  return may.ok && one.state !== 'withdrawn' ? no(isNotWithdrawn) : may
}

/**
 * May they confirm that they have read it? Members whom it is for; neither its sender nor the person in whose name it is. Gives
 * the reader's id.
 */
export function mayConfirm(actor: Actor, one: Announcement): Verdict<string> {
  const me = personIdOf(actor)
  if (!me || !isAsked(one, me) || !membershipIn(actor, one.communityId)) return no(notAsked)
  if (one.state !== 'published') return no(isNotOut)
  if (!one.asksConfirmation) return no(asksNoConfirmation)
  return one.communityStatus === 'archived' ? no(communityIsArchived) : yes(me)
}

/** Is this reader among those who are asked to confirm? */
export function isAsked({ voiceId, publishedBy }: Pick<Announcement, 'voiceId' | 'publishedBy'>, personId: string) {
  return personId !== voiceId && personId !== publishedBy
}

/** May they see who was mailed and who has confirmed? Those who lead here, its sender, and the person in whose name it is. */
function maySeeReaders(actor: Actor, one: Announcement): boolean {
  if (one.publishedAt === null) return false
  const me = personIdOf(actor)
  if (me !== null && me === one.voiceId) return true
  const isSender = me !== null && me === one.publishedBy && may(actor, 'announce', one.communityId)
  return isSender || may(actor, 'community_settings', one.communityId)
}

/** What this actor may do with it now; it travels with the view. */
export function abilities(actor: Actor, one: Announcement) {
  const isKept = mayKeep(actor, one).ok
  return {
    write: mayWrite(actor, one).ok,
    publish: mayPublish(actor, one).ok,
    pin: isKept,
    withdraw: mayWithdraw(actor, one).ok,
    return: mayReturn(actor, one).ok,
    confirm: mayConfirm(actor, one).ok,
    seeReaders: maySeeReaders(actor, one),
  }
}
