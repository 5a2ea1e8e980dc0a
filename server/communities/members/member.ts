/**
 * A member: a person in a community, with the roles they hold there.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'

export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  handle: z.string(),
  title: z.string(),
  location: z.string(),
  askMeAbout: z.string(),
  wantToLearn: z.string(),
  photo: z.string().nullable(),
  joinedAt: z.date(),
  /** Beyond that of a member, highest first. */
  roles: z.array(z.string()),
  cohorts: z.array(z.string()),
  /** When a guest's membership ends by itself. */
  endsAt: z.date().nullable(),
})
export type Member = z.infer<typeof memberView>

export const lastLeader = refusal(
  'last_leader',
  409,
  'A community needs a leader. Make somebody else its leader first.',
)
export const beyondYourRole = refusal(
  'beyond_your_role',
  403,
  'You can’t give or take a role that can do more than you can.',
)
