/**
 * Where one writes Markdown. A plain text area, which `<markdown-composer>` (web/composer.ts) gives a toolbar,
 * suggestions after `@`, a second look at how it will be, a draft that survives a closed tab, and Ctrl+Enter.
 * Without script, "Preview" opens that second look in a tab of its own.
 */
import { personIdOf } from '#server/platform/actor.ts'
import { type AreaOptions, field } from '#server/platform/html/field.ts'
import type { Field } from '#server/platform/html/form.ts'
import { attr, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { idOf, single } from '#server/platform/html/standing.ts'

export interface ComposerOptions extends Omit<AreaOptions, 'voice' | 'name'> {
  /** The field's name, `source` if not said. */
  readonly name?: string
  /** Whose members are suggested and whose rules the preview follows. */
  readonly community: { readonly id: string; readonly slug: string }
  /** Names the draft in this browser: what is written about, `thread/<id>`. Without it none is kept. */
  readonly draft?: string
}

/** A field for Markdown, to stand in a form of any kind. */
export function composer(options: ComposerOptions): Field {
  return (sheet) => {
    const { name = 'source', community, draft, rows = 4, value } = options
    const { t } = sheet.screen
    const id = idOf(sheet, name)
    const typed = single(sheet, name, value ?? '')
    return html`<markdown-composer class="composer" ${attr('data-draft', draft && `${personIdOf(sheet.screen.actor) ?? ''}/${draft}`)} data-members="/c/${community.slug}/members" data-community="${community.id}" data-kept="${t('Draft kept in this browser')}" data-empty="${t('Nothing to show yet.')}" data-unsent="${t('It was not sent: the site can’t be reached. What you typed is still here.')}" data-failed="${t('The preview did not come. What you typed is still here.')}">${field(
      sheet,
      { ...options, name },
      (
        marks,
      ) => html`<div class="box"><div class="tools"><markdown-toolbar role="toolbar" for="${id}" aria-label="${t('Formatting')}"><button type="button" data-md-button="bold" aria-label="${t('Bold')}" title="${t('Bold')}">${icon('bold', 18)}</button><button type="button" data-md-button="italic" aria-label="${t('Italic')}" title="${t('Italic')}">${icon('italic', 18)}</button><button type="button" data-md-button="quote" aria-label="${t('Quote')}" title="${t('Quote')}">${icon('quote', 18)}</button><button type="button" data-md-button="unordered-list" aria-label="${t('List')}" title="${t('List')}">${icon('bullets', 18)}</button><button type="button" data-md-button="link" aria-label="${t('Link')}" title="${t('Link')}">${icon('chain', 18)}</button></markdown-toolbar><button type="button" class="looks" aria-pressed="false">${t('Preview')}</button></div><text-expander keys="@"><textarea ${marks} dir="auto" rows="${rows}" ${attr('maxlength', options.max)} ${attr('placeholder', options.placeholder)}>
${typed}</textarea></text-expander><div class="preview prose small" hidden></div></div><small class="kept" role="status"></small><noscript><button class="quiet" formaction="/markdown/preview" formtarget="_blank" formnovalidate>${t('Preview in a new tab')}</button></noscript>`,
    )}</markdown-composer>`
  }
}
