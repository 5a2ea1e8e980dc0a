/**
 * Two communities of one name: the leader who types the name reads of the other one, if they may see it, and may still use it.
 */
import { namesakes } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { checkbox } from '#server/platform/html/field.ts'
import type { Field } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** A name typed for a community, and whether its author knows of another one of that name. */
export interface GivenName {
  readonly name: string
  readonly sameName?: boolean
}

/** @refuses input_invalid where a community that the actor may see has that name, and they did not say that they know */
export async function checkNamesake(work: Work, actor: Actor, { name, sameName }: GivenName, self: string | null) {
  if (sameName) return
  const [other] = await namesakes(work, actor, name, self)
  if (other)
    refuseFields({
      sameName: {
        says: 'There is a community “{name}” already, at /c/{slug}. Choose another name, so that people can tell them apart, or tick this box.',
        values: { name: other.name, slug: other.slug },
      },
    })
}

/** The checkbox that the form shows where another community has that name. */
export function sameNameField(t: Translate): Field {
  return (context) =>
    context.problems.sameName || context.typed?.sameName
      ? checkbox({ name: 'sameName', label: t('Two communities may have this name') })(context)
      : html``
}
