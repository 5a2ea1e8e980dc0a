/**
 * The card a new member sees first, and the form in which their leader writes it.
 */
import { isReadOnly } from '#server/communities/community.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import type { Welcome, WelcomeSettings } from '#server/communities/welcome/views.ts'
import { mostTodos, stepKey, todoKey } from '#server/communities/welcome/welcome.ts'
import { face } from '#server/platform/html/face.ts'
import { field, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, type Field, fieldRow, form, group } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Todo {
  readonly label: string
  readonly path: string
  readonly isDone: boolean
  /** As what the reader ticks it themselves; left out where the site sees that it is done. */
  readonly key?: string
}

/** At the head of the community's page, until it is done or put away. */
export function welcomeCard(view: Welcome, screen: Screen): Html {
  const { t, actor } = screen
  const first = actor.kind === 'person' ? (actor.name.split(' ')[0] ?? actor.name) : ''
  const words = view.says || t('Good to have you here. Look around, and tell us who you are.')
  return html`<section class="card flow" aria-labelledby="welcome"><h2 id="welcome">${t('Welcome, {name}', { name: first })}</h2>
<div class="person">${view.by ? html`${face(view.by, 'medium')}<b>${view.by.name}</b>` : null}<p class="quote">${words}</p></div>
<ol class="steps">${todosOf(view, screen).map(
    ({ label, path, isDone, key }) =>
      html`<li class="${isDone ? 'done' : ''}"><a href="${path}">${label}</a>${isDone ? html` <span class="unseen">${t('done')}</span>` : null}${
        key
          ? html` ${actButton(screen, {
              action: `/c/${view.slug}/welcome/todos`,
              fields: { todo: key, done: isDone ? 'no' : 'yes' },
              label: isDone ? t('Not done yet') : t('Done'),
              longLabel: isDone ? t('Not done yet: {what}', { what: label }) : t('Done: {what}', { what: label }),
              look: isDone ? 'quiet' : 'plain',
            })}`
          : null
      }</li>`,
  )}</ol>
${actButton(screen, { action: `/c/${view.slug}/welcome/end`, label: t('Hide this'), look: 'quiet' })}</section>`
}

/** Saying hello comes first; then what is there today, and the steps that the leader chose or that help everywhere. */
function todosOf({ slug, hello, todos, steps, done }: Welcome, { t, declared }: Screen): Todo[] {
  const root = `/c/${slug}`
  const own = steps.flatMap(({ key, isDone }) => {
    const step = declared.firstHourSteps.find((one) => one.key === key)
    if (!step) return []
    const path = step.isGreeting && hello ? hello : step.path(root)
    const isTicked = done.includes(stepKey(key))
    return [{ label: step.label(t), path, isDone, ...(step.mayTick && (!isDone || isTicked) && { key: stepKey(key) }) }]
  })
  return [...own, ...todos.map((one) => ({ ...one, key: todoKey(one), isDone: done.includes(todoKey(one)) }))]
}

/** `/c/:community/settings/welcome`. */
export function welcomeSettingsPage({ community, welcome }: WelcomeSettings, screen: Screen): Html {
  const { t } = screen
  return settingsPage(
    screen,
    community,
    'welcome',
    isReadOnly(community)
      ? null
      : html`<p class="lead-in">${t('New members see this first, for a month or until they have done everything or hidden it. Fields you leave empty use the standard text.')}</p>
${form(screen, { action: `/c/${community.slug}/settings/welcome`, submit: t('Save') }, [
  textArea({
    name: 'says',
    label: t('Your welcome'),
    hint: t('A sentence or two, as you would say them at the door.'),
    value: welcome.says,
    max: 400,
    rows: 3,
  }),
  textField({
    name: 'hello',
    label: t('Where to say hello'),
    hint: t('The address of a discussion. Without one, each begins their own.'),
    value: welcome.hello,
    max: 500,
  }),
  group(
    t('Things to do first'),
    Array.from({ length: mostTodos }, (_, i) =>
      fieldRow([
        rowField('labels', i, welcome.todos[i]?.label ?? '', t('What')),
        rowField('paths', i, welcome.todos[i]?.path ?? '', t('Address in this community')),
      ]),
    ),
    t(
      'Up to three, each with the address it leads to. Without any: a photo and profile, and one thing from the Toolkit.',
    ),
  ),
])}`,
  )
}

/** One of several fields of a name; a row's problem is `paths.2`. */
function rowField(name: string, i: number, stored: string, label: string): Field {
  return (context) => {
    const typed = context.typed ? ([context.typed[name] ?? []].flat()[i] ?? '') : stored
    return field(
      context,
      { name: `${name}.${i + 1}`, sentAs: name, label, unlabelled: true },
      (marks) => html`<input ${marks} value="${typed}" maxlength="500" placeholder="${label}" autocomplete="off">`,
    )
  }
}
