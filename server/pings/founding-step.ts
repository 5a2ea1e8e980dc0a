/** The step of a new community that leads to its first Ping. */
import { sql } from 'kysely'
import type { FoundingStep } from '#server/platform/declared.ts'
import { html } from '#server/platform/html/html.ts'

export const pingStep: FoundingStep = {
  key: 'ping',
  place: 40,
  title: (t) => t('A first Ping'),
  says: (t) =>
    t('Prepare one question with a few answers. People answer from the mail with one click, and see the result move.'),
  example: (t) => t('For example: “What holds you back most from giving feedback?”'),
  act: ({ t }, root) => html`<a class="button" href="${root}/pings/new">${t('Write a Ping')}</a>`,
  isDone: sql`exists (select from ping p where p.community_id = c.id and p.state <> 'withdrawn')`,
}
