/** How acts of this room are taken back from their line in the log, and done again. */
import { entryHidden, entryRemoved, memberMuted } from '#server/moderation/activities.ts'
import { hideFoundEntry, removeFoundEntry, returnFoundEntry, showFoundEntry } from '#server/moderation/decide.ts'
import { muteInput, muteMember, unmuteMember } from '#server/moderation/mute.ts'
import { readEntryState, readMuteIn } from '#server/moderation/reads-acts.ts'
import { translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { goes, stays, takeBack } from '#server/platform/take-back.ts'

const muteTakenBack = takeBack(memberMuted, {
  permission: 'moderate',
  async outlook(look, actor, { communityId, facts }) {
    const t = translator(actor.locale)
    const { name, isMuted } = await readMuteIn(look, communityId ?? '', facts.personId)
    const fate = isMuted ? goes(t('They write again.')) : stays(t('They are not muted any more.'))
    return [{ personId: facts.personId, name, ...fate }]
  },
  async lock() {},
  async run(work, actor, { communityId, facts }) {
    const { slug } = await readMuteIn(work, communityId ?? '', facts.personId)
    await unmuteMember(work, actor, { community: slug, person: facts.personId })
  },
  async again(work, actor, { communityId, facts }) {
    const { slug } = await readMuteIn(work, communityId ?? '', facts.personId)
    await muteMember(work, actor, { community: slug, person: facts.personId, ...muteInput.parse(facts) })
  },
})

/** Hiding and removing are taken back, and done again. */
function entryTakenBack(kind: typeof entryHidden | typeof entryRemoved, act: 'hide' | 'remove') {
  return takeBack(kind, {
    permission: 'moderate',
    isOfThing: true,
    async outlook(look, actor, { objectId }) {
      const t = translator(actor.locale)
      if (objectId === null) return []
      const { isHidden, isRemoved } = await readEntryState(look, objectId)
      const stands = act === 'hide' ? isHidden && !isRemoved : isRemoved
      const fate = stands ? goes(t('It is shown to everybody again.')) : stays(t('This was changed since.'))
      return [{ personId: objectId, name: '', ...fate }]
    },
    async lock() {},
    async run(work, actor, { communityId, objectId }) {
      await (act === 'hide' ? showFoundEntry : returnFoundEntry)(work, actor, entryOf(communityId, objectId))
    },
    async again(work, actor, { communityId, objectId, facts }) {
      const entry = entryOf(communityId, objectId)
      await (act === 'hide' ? hideFoundEntry : removeFoundEntry)(work, actor, entry, facts.why)
    },
  })
}

function entryOf(communityId: string | null, entryId: string | null) {
  if (communityId === null || entryId === null) refuse(notFound)
  return { communityId, entryId }
}

export const moderationTakenBack = [
  muteTakenBack,
  entryTakenBack(entryHidden, 'hide'),
  entryTakenBack(entryRemoved, 'remove'),
]
