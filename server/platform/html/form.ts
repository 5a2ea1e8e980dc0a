/**
 * The one way a form is made. Fields are functions of the context of their form, which knows whether this
 * form came back: then they show what was typed instead of what is stored, and the sentence about it.
 *
 *     form(screen, { action: `/c/${slug}/settings`, submit: t(…) }, [
 *       textField({ name: 'name', label: t(…), value: view.name, required: true, max: 80 }),
 *       more(t(…), [checkbox({ … })]),
 *     ])
 */
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { fold } from '#server/platform/html/parts.ts'
import { hashesIn, versionOf } from '#server/platform/html/version.ts'
import { madeForOf, once, type Screen } from '#server/platform/screen.ts'

/** What a field knows of its form: one form on one screen. */
export interface FormContext {
  readonly screen: Screen
  /** Where the form is posted. */
  readonly action: string
  /** Begins every id on this form, so that two forms on a page may have fields of one name. */
  readonly prefix: string
  /** What was typed, where this form came back. */
  readonly typed: Readonly<Record<string, string | readonly string[]>> | null
  readonly problems: Readonly<Record<string, string>>
  /** Labels by field name, gathered while the fields are written, for the summary above them. */
  readonly labels: Map<string, string>
  /** What is stored in each field now, gathered likewise: the version this form is made on. */
  readonly stored: Map<string, string>
  /** The hashes of its fields when it was made, where it came back because somebody saved since. */
  readonly madeOn: ReadonlyMap<string, string> | null
  /** Fields that both people have changed since, each in their own way. */
  readonly differing: Set<string>
}

/** A field, or anything that holds fields. Plain HTML may stand among them. */
export type Field = (context: FormContext) => Html
export type FormPart = Field | Piece | readonly FormPart[]

export interface FormOptions {
  /** Where it is posted. A form that came back is recognised by it. */
  readonly action: string
  /** The words on its button. */
  readonly submit: string
  /** For acts that can't be undone: the button shows it by its colour too. */
  readonly danger?: boolean
  /** Where “Cancel” beside the button leads. */
  readonly cancel?: string
  /** Beside the button instead: a second button, another link, a sentence. */
  readonly beside?: FormPart
  /** `line` puts one field and the button beside each other; `bare` has less space between its fields. */
  readonly shape?: 'line' | 'bare'
  /** Files go along. */
  readonly files?: boolean
  /** Accessible name, where no heading stands above it. */
  readonly label?: string
  /** Names it for a custom element or a test. */
  readonly name?: string
}

/** The hidden fields of every form: its key, so that its act is done once, and the person it was made for. */
export function formKeys(screen: Screen, action: string, version = ''): Html {
  if (!screen.forms?.get(action)) screen.forms?.set(action, version)
  return html`<input type="hidden" name="once" value="${once()}">${madeFor(screen)}`
}

/**
 * Enter in a field presses the first button of its form. Where a button for something else comes before the form's own, this one
 * stands before both, unseen, and does what the form's own does.
 */
export const enterSends: Html = html`<button class="unseen" tabindex="-1" aria-hidden="true"></button>`

/** The person a form was made for, so that nothing is done in the name of somebody who signed in here since. */
export function madeFor({ actor }: Pick<Screen, 'actor'>): Html | null {
  const person = madeForOf(actor)
  return person === null ? null : html`<input type="hidden" name="for" value="${person}">`
}

/** A whole form, with its `once` key, the version it is made on, its summary of problems and its button. */
export function form(screen: Screen, options: FormOptions, parts: readonly FormPart[]): Html {
  const context = formContextFor(screen, options.action)
  const written = write(context, parts)
  const now = versionOf(context.stored)
  // A writer who has seen what was saved since may save over it; a form that came back for another reason has not shown it.
  const before = context.typed?.version
  const version = !context.madeOn && typeof before === 'string' ? before : now
  const { t } = screen
  const enctype = options.files ? 'multipart/form-data' : null
  const kind = options.danger ? 'primary danger' : 'primary'
  const aside = options.cancel
    ? html`<a class="quiet" href="${options.cancel}">${t('Cancel')}</a>`
    : write(context, options.beside ?? null)
  return html`<form class="${options.shape ? `form ${options.shape}` : 'form'}" method="post" action="${options.action}" ${attr('enctype', enctype)} ${attr('aria-label', options.label)} ${attr('name', options.name)}>
${formKeys(screen, options.action, now)}${version ? html`<input type="hidden" name="version" value="${version}">` : null}
${problemSummary(context)}${written}
<div class="acts"><button class="${kind}">${context.madeOn ? t('Save this version') : options.submit}</button>${context.madeOn ? html`<a class="quiet" href="${screen.address}">${t('Use the saved version')}</a>` : aside}</div>
</form>`
}

/** The day for which something was begun from the plan goes along with its form. */
export function begunOn({ query, returned }: Screen): Html | null {
  const day = returned?.typed.on ?? query.on
  return typeof day === 'string' ? html`<input type="hidden" name="on" value="${day}">` : null
}

/** The hour that is offered on that day; empty where something was begun without one. */
export function begunAt({ query }: Screen): string {
  return query.on ? `${query.on}T09:00` : ''
}

export interface ActOptions {
  readonly action: string
  readonly label: string
  /** Hidden values that go along. */
  readonly fields?: Readonly<Record<string, string | number>>
  /** How loud: `plain` a bordered button, `quiet` looks like a link, `primary` the one act of a page, `item` a row of a menu. */
  readonly look?: 'plain' | 'quiet' | 'primary' | 'danger' | 'item'
  /** Replaces the label for a screen reader, where several stand on a page: "Remove Ben Reyes". */
  readonly longLabel?: string
  readonly before?: Piece
}

/** A form that is only its button. */
export function actButton(screen: Screen, options: ActOptions): Html {
  const { action, label, fields = {}, look = 'plain', longLabel, before } = options
  const problem = screen.returned?.action === action ? screen.returned.problems[''] : undefined
  return html`<form class="act" method="post" action="${action}">${formKeys(screen, action)}${Object.entries(
    fields,
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="${look}" ${attr('aria-label', longLabel)}>${before}${label}</button>${
    problem ? html`<small class="wrong" role="alert">${problem}</small>` : null
  }</form>`
}

/**
 * A fold in a form for fields that most people leave alone. It is open where a field inside has a problem.
 * @param isNeeded tells whether what was typed, or what is stored where nothing was, needs the fields inside
 */
export function more(
  label: string,
  parts: readonly FormPart[],
  isNeeded: (typed: FormContext['typed']) => boolean = () => false,
): Field {
  return (context) => {
    const known = new Set(context.labels.keys())
    const inside = write(context, parts)
    const names = [...context.labels.keys()].filter((name) => !known.has(name))
    return fold(label, inside, { isOpen: isNeeded(context.typed) || names.some((name) => context.problems[name]) })
  }
}

/** Fields that belong together under a heading. */
export function group(label: string, parts: readonly FormPart[], hint?: string): Field {
  return (context) =>
    html`<fieldset class="group"><legend>${label}</legend>${hint ? html`<p class="hint">${hint}</p>` : null}${write(context, parts)}</fieldset>`
}

/** Two or three short fields beside each other, one under the other on a phone. */
export function fieldRow(parts: readonly FormPart[]): Field {
  return (context) => html`<div class="beside">${write(context, parts)}</div>`
}

/** Many fields of one kind. Those after the third appear one by one, when the one before is filled. It needs no script. */
export function growing(parts: readonly Field[]): Field {
  return (context) => html`${leadingStyles()}<div class="growing">${parts.map((part) => part(context))}</div>`
}

/** A hidden value. */
export function hidden(name: string, value: string | number): Field {
  return () => html`<input type="hidden" name="${name}" value="${value}">`
}

/** Writes fields and plain pieces, in order. */
export function write(context: FormContext, part: FormPart): Html {
  if (typeof part === 'function') return part(context)
  if (Array.isArray(part)) return html`${(part as readonly FormPart[]).map((one) => write(context, one))}`
  return html`${part as Piece}`
}

/** The context of a form that is written by hand (a composer, a ballot). */
export function formContextFor(screen: Screen, action: string): FormContext {
  const returned = screen.returned?.action === action ? screen.returned : null
  return {
    screen,
    action,
    prefix: `f${hash(action)}`,
    typed: returned?.typed ?? null,
    problems: returned?.problems ?? {},
    labels: new Map(),
    stored: new Map(),
    differing: new Set(),
    madeOn: returned?.madeOn === undefined ? null : hashesIn(returned.madeOn),
  }
}

/** The problems, above the fields, each line a link to its field. Empty where there are none. */
export function problemSummary(context: FormContext): Html | null {
  const problems = Object.entries(context.problems)
  if (!problems.length) return null
  const whole = context.problems['']
  const fields = problems.filter(([name]) => name)
  // The first field with a problem takes the focus; where none on this form has one, the summary does.
  const takesFocus = !fields.some(([name]) => context.labels.has(name))
  return html`<div class="problems" role="alert" tabindex="-1" ${attr('autofocus', takesFocus)}>${icon('warning')}<div>
<p><b>${whole ?? context.screen.t('{n, plural, one {Please check one field.} other {Please check # fields.}} What you typed is still here.', { n: fields.length })}</b></p>
${fields.length ? html`<ul>${fields.map(([name, says]) => html`<li>${context.labels.has(name) ? html`<a href="#${context.prefix}-${name}">${says}</a>` : says}</li>`)}</ul>` : null}</div></div>`
}

function hash(text: string): string {
  let sum = 7
  for (const c of text) sum = (sum * 33 + (c.codePointAt(0) ?? 0)) >>> 0
  return sum.toString(36)
}
