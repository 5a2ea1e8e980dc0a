/** What stands in a field: typed, stored, or saved by somebody else since the form was made. */
import type { FormContext } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { isAsItStood, saysTheSame } from '#server/platform/html/version.ts'

/** The id of a field's control. */
export function idOf(context: FormContext, name: string): string {
  return `${context.prefix}-${name}`
}

/** What stands in a field of one value; see {@link fieldValue}. */
export function singleValue(context: FormContext, name: string, stored: string): string {
  const typed = context.typed?.[name]
  return fieldValue(context, name, { stored, typed: typeof typed === 'object' ? (typed[0] ?? '') : typed })
}

/**
 * What stands in a field: what was typed where the form came back, else what is stored. Where it came back because
 * somebody saved since it was made, a field its writer left alone shows what is stored now.
 */
export function fieldValue(context: FormContext, name: string, { stored, typed }: { stored: string; typed?: string }) {
  context.stored.set(name, stored)
  if (typed === undefined) return stored
  if (!context.madeOn) return typed
  if (isAsItStood(context.madeOn, name, typed)) return stored
  if (!isAsItStood(context.madeOn, name, stored) && !saysTheSame(typed, stored)) context.differing.add(name)
  return typed
}

/** Separates several values in one text. No value of ours holds it. */
export const separator = '\n'
/** Several values as one text, the same for every order. */
export function listed(values: readonly string[]): string {
  return values.toSorted().join(separator)
}

/**
 * Beside a field that somebody else has saved since the form was made: the text stored now, with a button to take it.
 * @param says how a value reads, where the value itself is not the words
 */
export function savedMeanwhile(context: FormContext, name: string, says = (value: string) => value): Html | null {
  if (!context.differing.has(name)) return null
  const { t } = context.screen
  const now = context.stored.get(name) ?? ''
  return html`<div class="meanwhile"><p class="hint">${t('Saved in the meantime')}</p><div class="now">${says(now) || html`<i>${t('nothing')}</i>`}</div><button type="button" class="quiet" data-take="${idOf(context, name)}" value="${now}">${t('Use this')}</button></div>`
}
