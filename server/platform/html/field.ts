/** The fields a form is made of. Each has a label, may have a hint, and says its own problem. See form.ts. */

import { fieldValue, idOf, listed, savedMeanwhile, separator, singleValue } from '#server/platform/html/field-value.ts'
import type { Field, FormContext } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { sizeText } from '#server/platform/html/number.ts'

interface Common {
  readonly name: string
  readonly label: string
  /** One short sentence under the label. */
  readonly hint?: Piece
  /** Fields without it are marked "optional". */
  readonly required?: boolean
  /** The choice with an empty value is an answer like the others. */
  readonly emptyIsAChoice?: boolean
}

export interface TextOptions extends Common {
  readonly value?: string | null
  /** Longest text, in characters; shown as a count once it comes near. */
  readonly max?: number
  readonly type?: 'text' | 'email' | 'url' | 'password' | 'search' | 'number' | 'datetime-local' | 'date'
  readonly autocomplete?: string
  readonly placeholder?: string
  readonly inputmode?: 'numeric' | 'email' | 'url' | 'text'
  readonly autofocus?: boolean
  /** Label and optional mark are for screen readers only. */
  readonly unlabelled?: boolean
  readonly min?: string | number
  /** Large serif type, for the one sentence a page is about: a question, a title. */
  readonly voice?: 'title'
  /** Kept in this browser with the draft of its form's composer. */
  readonly drafted?: true
}

/** Is it typed as text, so that CSS can see when it is empty (`:placeholder-shown`)? */
function isWritten(type: string): boolean {
  return !/^(?:date|time|color|range)/.test(type)
}

/** One line of text. */
export function textField(options: TextOptions): Field {
  return (context) => {
    const { name, value, type = 'text', max } = options
    const typed = type === 'password' ? '' : singleValue(context, name, value ?? '')
    const isAddress = /^(?:email|url)$/.test(type) || options.inputmode === 'email'
    return field(
      context,
      options,
      (marks) =>
        html`<input ${marks} type="${type}" ${attr('dir', (type === 'text' && !isAddress) || type === 'search' ? 'auto' : null)} value="${typed}" ${attr('class', options.voice)} ${attr('maxlength', max)} ${attr('min', options.min)} ${attr('autocomplete', options.autocomplete)} ${attr('placeholder', isWritten(type) ? (options.placeholder ?? ' ') : null)} ${attr('inputmode', options.inputmode)} ${attr('autofocus', options.autofocus && !context.typed)} ${attr('data-drafted', options.drafted)} ${attr('spellcheck', isAddress ? 'false' : null)} ${attr('autocapitalize', isAddress && type === 'text' ? 'none' : null)}>`,
    )
  }
}

export interface AreaOptions extends Common {
  readonly value?: string | null
  readonly max?: number
  /** Height before anything is typed; it grows with the text. */
  readonly rows?: number
  readonly placeholder?: string
  readonly unlabelled?: boolean
  readonly voice?: 'title'
}

/** Several lines of text, growing with what is typed. */
export function textArea(options: AreaOptions): Field {
  return (context) => {
    const { name, value, rows = 4, max } = options
    const typed = singleValue(context, name, value ?? '')
    // A line break right after the tag is swallowed by the parser, so one is always written.
    return field(
      context,
      options,
      (marks) =>
        html`<textarea ${marks} dir="auto" rows="${rows}" ${attr('class', options.voice)} ${attr('maxlength', max)} ${attr('placeholder', options.placeholder)}>
${typed}</textarea>`,
    )
  }
}

interface Choice {
  readonly value: string
  readonly label: string
  /** What choosing it means. */
  readonly hint?: Piece
  readonly disabled?: boolean
}

interface Choosing extends Common {
  readonly choices: readonly Choice[]
  /** `cards` one under the other with their hints; `line` short ones beside each other. */
  readonly shape?: 'cards' | 'line'
}

export interface ChoiceOptions extends Choosing {
  readonly value?: string | null
}

/** One of a few, all in sight. */
export function choice(options: ChoiceOptions): Field {
  return (context) => {
    const chosen = singleValue(context, options.name, options.value ?? '')
    const says = (value: string) => options.choices.find((one) => one.value === value)?.label ?? value
    return chooser(context, { shape: 'cards', ...options, says }, { type: 'radio', chosen: [chosen] })
  }
}

export interface ManyOptions extends Choosing {
  readonly values?: readonly string[]
  /** What its values are sent as, where several fields of a form send the same; its name by default. */
  readonly sentAs?: string
}

/** Any of a few, all in sight. */
export function choices(options: ManyOptions): Field {
  return (context) => {
    const { name, sentAs = name } = options
    const stored = listed(options.values ?? [])
    const typed = context.typed ? listed([context.typed[sentAs] ?? []].flat()) : undefined
    const chosen = fieldValue(context, name, { stored, typed }).split(separator)
    const says = (values: string) =>
      options.choices.flatMap(({ value, label }) => (values.split(separator).includes(value) ? [label] : [])).join(', ')
    return chooser(context, { shape: 'line', ...options, says }, { type: 'checkbox', chosen })
  }
}

function chooser(
  context: FormContext,
  options: Choosing & Labelled & { readonly sentAs?: string },
  { type, chosen }: { type: 'radio' | 'checkbox'; chosen: readonly string[] },
): Html {
  const { name, sentAs = name, shape, required } = options
  const takesFocus = isFirstProblem(context, name)
  const control = ({ value, label, hint, disabled }: Choice, i: number) =>
    html`<label class="choice"><input type="${type}" name="${sentAs}" value="${value}" ${i === 0 ? attr('id', idOf(context, name)) : null} ${attr('checked', chosen.includes(value))} ${attr('disabled', disabled)} ${attr('required', type === 'radio' && required)} ${attr('autofocus', takesFocus && i === 0)}><span>${label}${hint ? html`<small>${hint}</small>` : null}</span></label>`
  return fieldset(context, options, html`<div class="choices ${shape}">${options.choices.map(control)}</div>`)
}

export interface CheckOptions {
  readonly name: string
  readonly label: string
  readonly hint?: Piece
  readonly checked?: boolean
  /** The value sent when it is on; `yes` by default. Nothing is sent when it is off. */
  readonly value?: string
}

/** Yes or no. */
export function checkbox(options: CheckOptions): Field {
  return (context) => {
    const { name, label, hint, value = 'yes' } = options
    const ticked = context.typed && ([context.typed[name] ?? []].flat().includes(value) ? value : '')
    const on = fieldValue(context, name, { stored: options.checked ? value : '', typed: ticked ?? undefined }) === value
    const id = idOf(context, name)
    const takesFocus = isFirstProblem(context, name)
    const problem = note(context, name, label)
    return html`<div class="field check"><label><input type="checkbox" id="${id}" name="${name}" value="${value}" ${attr('checked', on)} ${attr('aria-describedby', problem ? `${id}-wrong` : null)} ${attr('autofocus', takesFocus)}><span>${label}${hint ? html`<small>${hint}</small>` : null}</span></label>${problem ? wrong(id, problem) : null}${savedMeanwhile(context, name, () => (on ? context.screen.t('off') : context.screen.t('on')))}</div>`
  }
}

export interface SelectOptions extends Common {
  readonly value?: string | null
  readonly options: readonly { value: string; label: string }[]
  readonly unlabelled?: boolean
}

/** One of many, in the browser's own list. */
export function select(options: SelectOptions): Field {
  return (context) => {
    const chosen = singleValue(context, options.name, options.value ?? '')
    return field(
      context,
      // A list without an empty line always has something chosen.
      {
        ...options,
        emptyIsAChoice: options.emptyIsAChoice || options.options[0]?.value !== '',
        says: (value) => options.options.find((one) => one.value === value)?.label ?? value,
      },
      (marks) =>
        html`<span class="select"><select ${marks}>${options.options.map(
          ({ value, label }) => html`<option value="${value}" ${attr('selected', value === chosen)}>${label}</option>`,
        )}</select>${icon('chevron', 18)}</span>`,
    )
  }
}

export interface FileOptions extends Common {
  /** As in the `accept` attribute: `image/png,image/jpeg`. */
  readonly accept?: string
  /** Largest size in bytes; said under the label and checked before sending. */
  readonly maxBytes: number
  readonly multiple?: boolean
}

/** A file. With script: drag and drop, progress, cancel, and another try after a lost connection. */
export function fileField(options: FileOptions): Field {
  return (context) => {
    const { t } = context.screen
    const limit = t('Up to {size}.', { size: sizeText(options.maxBytes, t.locale) })
    const hint = options.hint ? html`${options.hint} ${limit}` : limit
    const words = html`<upload-field data-max="${options.maxBytes}" data-drop="${t('Drop a file here, or choose one')}" data-too-large="${t('This file is larger than {size}. Choose a smaller one.', { size: sizeText(options.maxBytes, t.locale) })}" data-sending="${t('Sending')}" data-sent="${t('Uploaded. Checking the file')}" data-lost="${t('The connection was lost. Your file is still here.')}" data-again="${t('Try again')}" data-cancel="${t('Cancel')}" data-remove="${t('Choose another')}">`
    return field(
      context,
      { ...options, hint },
      (marks) =>
        html`${words}<input ${marks} type="file" ${attr('accept', options.accept)} ${attr('multiple', options.multiple)}></upload-field>`,
    )
  }
}

interface Labelled extends Common {
  readonly unlabelled?: boolean
  /** How a value reads, where the value itself is not the words. */
  readonly says?: (value: string) => string
  readonly max?: number
  /** The name it is sent under, where several fields share one and differ by number: `options` for `options.3`. */
  readonly sentAs?: string
}

/** Label, hint, control and problem around a control; `marks` are the control's id, name and references. */
export function field(context: FormContext, options: Labelled, control: (marks: Html) => Html): Html {
  const { name, label, hint, required, unlabelled } = options
  const id = idOf(context, name)
  const takesFocus = isFirstProblem(context, name)
  const problem = note(context, name, label)
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  const marks = html`id="${id}" name="${options.sentAs ?? name}" ${attr('required', required && !options.emptyIsAChoice)} ${attr('aria-describedby', described || null)} ${attr('aria-invalid', problem ? 'true' : null)} ${attr('autofocus', takesFocus)}`
  return html`<div class="field ${problem ? 'bad' : ''} ${context.differing.has(name) ? 'differs' : ''}"><label for="${id}" ${attr('class', unlabelled ? 'unseen' : null)}>${label}${
    required ? null : html` <small class="optional">${context.screen.t('optional')}</small>`
  }</label>${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : null}${problem ? wrong(id, problem) : null}${control(marks)}${
    options.max
      ? html`<small class="left" data-left="${id}" data-words="${context.screen.t('characters left')}" aria-live="polite"></small>`
      : null
  }${savedMeanwhile(context, name, options.says)}</div>`
}

function fieldset(context: FormContext, options: Labelled, inside: Html): Html {
  const { name, label, hint, required } = options
  const id = idOf(context, name)
  const problem = note(context, name, label)
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-wrong` : ''].filter(Boolean).join(' ')
  return html`<fieldset class="field ${problem ? 'bad' : ''}" ${attr('aria-describedby', described || null)}><legend>${label}${
    required === false ? html` <small class="optional">${context.screen.t('optional')}</small>` : null
  }</legend>${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : null}${problem ? wrong(id, problem) : null}${inside}${savedMeanwhile(context, name, options.says)}</fieldset>`
}

/** Is it the first field of its form with a problem? Ask before the field is noted; the first one takes the focus. */
function isFirstProblem({ problems, labels }: FormContext, name: string): boolean {
  return Boolean(problems[name]) && ![...labels.keys()].some((earlier) => problems[earlier])
}

function note(context: FormContext, name: string, label: string): string | undefined {
  context.labels.set(name, label)
  return context.problems[name]
}

function wrong(id: string, problem: string): Html {
  return html`<p class="wrong" id="${id}-wrong">${problem}</p>`
}
