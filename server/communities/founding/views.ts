/**
 * The steps of a draft, as its leader is shown them.
 */
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/community.ts'
import { progressView } from '#server/communities/founding/steps.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'
import { mailSetupView, readMailSetup } from '#server/site/room.ts'

export const stepsView = progressView.extend({ slug: z.string(), mail: mailSetupView })
export type StepsView = z.infer<typeof stepsView>

/** The steps of a draft, for people who may take them; null for everybody else, and once it is open. */
export async function draftSteps(look: Look, actor: Actor, head: CommunityHead): Promise<StepsView | null> {
  if (!head.progress) return null
  return { ...head.progress, slug: head.slug, mail: await readMailSetup(look, actor) }
}
