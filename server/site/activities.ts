/** What happens to the site as a whole and to its accounts, as it is recorded. */
import { z } from 'zod'
import { activity } from '#server/platform/activity.ts'
import { retentionKinds } from '#server/platform/retention.ts'

export const siteChanged = activity('site.changed', 'site', {}, [], { says: 'Changed the settings of the site' })
export const siteWentLive = activity('site.went_live', 'site', {}, [], {
  says: 'Said that the restored copy is the site now',
})

export const personChanged = activity('person.changed', 'person', { isMoved: z.boolean() }, [], {
  says: 'Changed an account',
})
export const personDeactivated = activity(
  'person.deactivated',
  'person',
  { sessions: z.number(), tokens: z.number() },
  [],
  { says: 'Deactivated an account' },
)
export const personReactivated = activity('person.reactivated', 'person', {}, [], { says: 'Reactivated an account' })
export const personMerged = activity(
  'person.merged',
  'person',
  { personIds: z.array(z.string()), sessions: z.number() },
  [],
  { says: 'Merged two accounts' },
)
export const personSignInMailed = activity('person.sign_in_mailed', 'person', {}, [], {
  says: 'Mailed somebody a sign-in link',
})

export const profileFieldAdded = activity('profile_field.added', 'profile_field', {}, [], {
  says: 'Added a field to profiles',
})
export const profileFieldChanged = activity('profile_field.changed', 'profile_field', {}, [], {
  says: 'Changed a field of profiles',
})
export const profileFieldRemoved = activity('profile_field.removed', 'profile_field', { said: z.number() }, [], {
  says: 'Removed a field of profiles',
  keeps: ['said'],
})

const role = { role: z.string() }
export const roleMade = activity('role.made', 'role', role, [], { says: 'Made a role', keeps: ['role'] })
export const roleChanged = activity('role.changed', 'role', role, [], { says: 'Changed a role', keeps: ['role'] })
export const roleDeleted = activity('role.deleted', 'role', role, [], { says: 'Deleted a role', keeps: ['role'] })

const kept = { kept: z.enum(retentionKinds), months: z.number() }
/** With 0 months it is kept for good. */
export const retentionChanged = activity('retention.changed', 'site', kept, [], {
  says: 'Changed how long things are kept',
  keeps: ['kept', 'months'],
})
export const retentionApplied = activity('retention.applied', 'site', { ...kept, gone: z.number() }, [], {
  says: 'Destroyed what was older than its time',
  keeps: ['kept', 'months', 'gone'],
})

/** What its line named, for these people; `verb` and `role` are those of that line. */
export const actTakenBack = activity(
  'act.taken_back',
  'audit_line',
  { personIds: z.array(z.string()), verb: z.string(), role: z.string().optional() },
  [],
  { says: 'Took back', keeps: ['verb', 'role'] },
)
