/**
 * Shows how a text will look before it is sent, with the same renderer and the same mentions.
 */
import { renderPost } from '#server/discussions/render-post.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * Renders a text for its author only.
 * @param community slug or id of the community it is for; a community that the author does not belong to resolves no mention
 */
export async function previewMarkdown(
  look: Look,
  actor: Actor,
  { source, community }: { source: string; community: string },
): Promise<{ html: string }> {
  const membership =
    actor.kind === 'person'
      ? actor.memberships.find((one) => one.slug === community || one.communityId === community)
      : undefined
  const { html } = await renderPost(look, {
    source,
    communityId: membership?.communityId ?? null,
    anchor: 'preview',
  })
  return { html }
}
