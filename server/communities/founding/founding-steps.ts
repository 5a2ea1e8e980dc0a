/** The steps of a new community that this room declares: featured people, and members. */
import { sql } from 'kysely'
import type { FoundingStep } from '#server/platform/declared.ts'
import { actButton } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'

export const ownSteps: readonly FoundingStep[] = [
  {
    key: 'leaders',
    place: 20,
    title: (t) => t('Who leads'),
    says: (t) => t('People come for people. Show who leads this community, with a sentence in their own words.'),
    example: (t) => t('For example: you, with “I read every thread here. Disagree with me.”'),
    act: (screen, root) =>
      html`${actButton(screen, { action: `${root}/settings/people/me`, label: screen.t('Feature me') })}<a class="button" href="${root}/settings/people">${screen.t('Choose people')}</a>`,
    isDone: sql`exists (select from featured_person f where f.community_id = c.id)`,
  },
  {
    key: 'people',
    place: 30,
    title: (t) => t('People'),
    says: (t) => t('Paste addresses from anywhere: a mail, a list, a table. No mail goes out before you open.'),
    example: (t) => t('For example: Ben Reyes <ben@example.org>, cleo@example.org'),
    act: ({ t }, root) =>
      html`<a class="button" href="${root}/members/add">${t('Add people')}</a><a class="quiet" href="${root}/settings/welcome">${t('What they read first')}</a>`,
    isDone: sql`exists (select from membership_shown x
      where x.community_id = c.id and x.person_id is distinct from c.created_by)`,
  },
]
