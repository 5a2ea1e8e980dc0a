/** The step of a new community that leads to its Toolkit. */
import { sql } from 'kysely'
import type { FoundingStep } from '#server/platform/declared.ts'
import { html } from '#server/platform/html/html.ts'
import { resourceKind } from '#server/toolkit/resource.ts'

export const resourceStep: FoundingStep = {
  key: 'resource',
  place: 10,
  title: (t) => t('Something useful'),
  says: (t) => t('Add one thing to the Toolkit that people can use on Monday. One is enough.'),
  example: (t) => t('For example: the one-page agenda you use for one-on-ones.'),
  act: ({ t }, root) => html`<a class="button" href="${root}/toolkit/new">${t('Add a resource')}</a>`,
  isDone: sql`exists (select from entry e
    where e.community_id = c.id and e.kind = ${sql.lit(resourceKind)} and e.removed_at is null)`,
}
