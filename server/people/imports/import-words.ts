/** The words of a file of people: its states, its results, its fields, its encodings. */

import type { ChosenEncoding } from '#server/people/imports/encodings.ts'
import type { AllowedField } from '#server/people/imports/field.ts'
import type { ImportState } from '#server/people/imports/import.ts'
import type { LineResult } from '#server/people/imports/plan-line.ts'
import type { Html } from '#server/platform/html/html.ts'
import { badge } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** The state of a file, as a badge. */
export function stateBadge(state: ImportState, t: Translate): Html {
  switch (state) {
    case 'reading':
    case 'checking':
      return badge(t('being looked over'), 'live')
    case 'running':
      return badge(t('being brought in'), 'live')
    case 'done':
      return badge(t('brought in'), 'good')
    case 'ready':
      return badge(t('looked over, not brought in'))
    case 'unreadable':
      return badge(t('could not be read'), 'warn')
    case 'held':
      return badge(t('waits for you'), 'warn')
    case 'stopped':
      return badge(t('stopped'), 'warn')
    default:
      return badge(t('has a question'), 'warn')
  }
}

/** What becomes of a line, or became. */
export function resultText(result: LineResult, t: Translate): string {
  return { added: t('added'), updated: t('updated'), unchanged: t('unchanged'), refused: t('refused') }[result]
}

/** What a field is called. @param fields what the file can say: fields of the site's own have a label */
export function fieldText(field: string, fields: readonly AllowedField[], t: Translate): string {
  const label = fields.find(({ name }) => name === field)?.label
  if (label) return label
  const texts: Readonly<Record<string, string>> = {
    '': t('leave out'),
    email: t('Mail address'),
    name: t('Whole name'),
    first_name: t('First name'),
    last_name: t('Last name'),
    role: t('Role in the community'),
    groups: t('Communities and cohorts'),
    external_id: t('External ID'),
    title: t('Job title'),
    location: t('Place'),
    time_zone: t('Time zone'),
    locale: t('Language'),
    manager_email: t('Mail address of the manager'),
  }
  return texts[field] ?? field
}

/** What people call an encoding. */
export function encodingText(encoding: ChosenEncoding, t: Translate): string {
  const texts: Readonly<Record<ChosenEncoding, string>> = {
    'windows-1252': t('Western European'),
    macintosh: t('Western European, from an old Mac'),
    'windows-1250': t('Central European'),
    'windows-1251': t('Cyrillic'),
    'windows-1253': t('Greek'),
    'windows-1254': t('Turkish'),
    'windows-1257': t('Baltic'),
    'windows-1255': t('Hebrew'),
    'windows-1256': t('Arabic'),
    shift_jis: t('Japanese'),
    gb18030: t('Chinese, simplified'),
    big5: t('Chinese, traditional'),
    'euc-kr': t('Korean'),
  }
  return texts[encoding]
}
