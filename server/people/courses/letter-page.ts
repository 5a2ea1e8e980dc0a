/** The letter of a cohort, for those who write it. */
import { communityPage } from '#server/communities/room.ts'
import { longestLetter } from '#server/people/courses/course.ts'
import type { Letter } from '#server/people/courses/letter-views.ts'
import { cohortActs, wayTo } from '#server/people/courses/way-to-cohort.ts'
import { composer } from '#server/platform/html/composer.ts'
import { textField } from '#server/platform/html/field.ts'
import { form, group } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle, prose, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/cohorts/:cohort/letter`. */
export function letterPage({ community, course, cohort, letter }: Letter, screen: Screen): Html {
  const { t } = screen
  const action = `${cohortActs(community, cohort)}/letter`
  const isSending = cohort.state === 'running' && community.status === 'active' && cohort.withoutLetter > 0
  const submit = isSending
    ? t('{n, plural, one {Save, and send it to # person} other {Save, and send it to # people}}', {
        n: cohort.withoutLetter,
      })
    : t('Save the letter')
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Letter'),
    main: html`${breadcrumbs(screen, wayTo(community, course, cohort, screen))}${pageTitle({
      title: t('Letter to {cohort}', { cohort: cohort.name }),
      lead: t(
        'One mail to each of its people, on the day the cohort starts or they join it. Nobody gets it twice, even if you change it.',
      ),
    })}
${form(screen, { action, submit, cancel: cohort.address }, [
  composer({
    name: 'letter',
    label: t('What you want to tell them'),
    hint: t('How it begins, what they need, whom they can ask. The dates and the teachers are added automatically.'),
    value: letter.letter,
    max: longestLetter,
    rows: 10,
    community,
  }),
  group(t('The first thing to do'), [
    textField({
      name: 'todo',
      label: t('What it is'),
      hint: t('The words on the button, such as “Say hello to your cohort”.'),
      value: letter.todo,
      max: 120,
    }),
    textField({
      name: 'todoPath',
      label: t('Where it leads'),
      hint: t('An address inside this community. Left empty, the button opens the community.'),
      value: letter.todoPath,
      max: 500,
      inputmode: 'url',
    }),
  ]),
])}
${letter.html ? section({ id: 'saved', title: t('As it is saved'), inside: prose(letter.html, 'small') }) : null}`,
  })
}
