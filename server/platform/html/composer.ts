/**
 * Where one writes Markdown. A plain text area, which `<markdown-composer>` (web/composer.ts) gives a toolbar,
 * suggestions after `@`, a preview, a draft that survives a closed tab, and Ctrl+Enter.
 * Without script, "Preview" opens in a tab of its own.
 */
import { personIdOf } from '#server/platform/actor.ts'
import { type AreaOptions, field, fileField, textArea } from '#server/platform/html/field.ts'
import { idOf, singleValue } from '#server/platform/html/field-value.ts'
import { enterSends, type Field, type FormContext, more } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { type IconName, icon } from '#server/platform/html/icon.ts'
import { sizeText } from '#server/platform/html/number.ts'
import { largestPicture, pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface ComposerOptions extends Omit<AreaOptions, 'voice' | 'name'> {
  /** The field's name; `source` by default. */
  readonly name?: string
  /** Whose members are suggested and whose rules the preview follows. */
  readonly community: { readonly id: string; readonly slug: string }
  /** `article`: a long text, written beside its preview where there is room for both. */
  readonly shape?: 'article'
  /** The reader came to write: the field takes the focus. */
  readonly autofocus?: boolean
  /** Without script the form itself brings a picture, and the next page goes on with it; see {@link pictureToBring}. */
  readonly bringsPicture?: true
  /** Names the draft in this browser by its subject, `thread/<id>`. Without it no draft is kept. */
  readonly draft?: string
}

/** A field for Markdown, to stand in a form of any kind. */
export function composer(options: ComposerOptions): Field {
  return (context) => {
    const { name = 'source', community, draft, rows = 4, value } = options
    const { t } = context.screen
    const id = idOf(context, name)
    const typed = singleValue(context, name, value ?? '')
    const pictures = `/c/${community.slug}/discussions/pictures`
    return html`<markdown-composer class="composer${options.shape ? ` ${options.shape}` : ''}" ${attr('data-draft', draft && `${personIdOf(context.screen.actor) ?? ''}/${draft}`)} ${draft && value && !context.typed ? editWords(context.screen) : null} data-members="/c/${community.slug}/members" data-community="${community.id}" data-kept="${t('Draft saved in this browser')}" data-empty="${t('Nothing to show yet.')}" data-unsent="${t('It was not sent: the site can’t be reached. What you typed is still here.')}" data-failed="${t('The preview could not be loaded. What you typed is still here.')}" ${pictureWords(pictures, context.screen)}>${field(
      context,
      { ...options, name },
      (
        marks,
      ) => html`<div class="box">${tools(id, context.screen)}<text-expander keys="@"><textarea ${marks} ${attr('autofocus', options.autofocus && !context.typed)} dir="auto" rows="${rows}" ${attr('maxlength', options.max)} ${attr('placeholder', options.placeholder)}>
${typed}</textarea></text-expander><div class="preview prose small" hidden></div></div><small class="kept" role="status"></small><noscript>${enterSends}<button class="quiet" formaction="/markdown/preview" formtarget="_blank" formnovalidate>${t('Preview in a new tab')}</button>${options.bringsPicture ? pictureToBring(context, { name, pictures }) : html`<a class="quiet" href="${pictures}" target="_blank">${t('Add a picture')}</a>`}</noscript>`,
    )}</markdown-composer>`
  }
}

/**
 * The fields that bring a picture for a text without script. Their button sends the whole form to where pictures go, with the
 * text's field and the form's own address as `to`; the page that comes back has the picture in the text and sends on the rest.
 */
export function pictureToBring(context: FormContext, { name, pictures }: { name: string; pictures: string }): Html {
  const { t } = context.screen
  const fields = [
    fileField({
      name: 'picture',
      label: t('Picture'),
      hint: t('JPEG, PNG, WebP, AVIF or GIF.'),
      accept: pictureTypes,
      maxBytes: largestPicture,
    }),
    // A text area, since Enter in a field of one line would send the form before the picture is in it.
    textArea({
      name: 'shows',
      label: t('What the picture shows'),
      hint: t('For those who can’t see it.'),
      rows: 1,
      max: 300,
    }),
    html`<p><button class="plain" name="to" value="${name} ${context.action}" formaction="${pictures}" formenctype="multipart/form-data" formnovalidate>${t('Put it into the text')}</button></p>`,
  ]
  return more(t('Add a picture'), fields)(context)
}

/** The sentence about an earlier draft of an edit: the stored text can be taken instead. */
function editWords({ t }: Screen): Html {
  return html`data-changed="${t('This was changed after you began your draft. Your draft stands above; this is what is saved now.')}" data-discard="${t('Discard the draft')}"`
}

/** The row of signs above the text. */
function tools(id: string, { t }: Screen): Html {
  const signs: readonly (readonly [style: string, sign: IconName, name: string])[] = [
    ['header-2', 'heading', t('Heading')],
    ['bold', 'bold', t('Bold')],
    ['italic', 'italic', t('Italic')],
    ['quote', 'quote', t('Quote')],
    ['unordered-list', 'bullets', t('List')],
    ['ordered-list', 'numbers', t('Numbered list')],
    ['link', 'chain', t('Link')],
    ['code', 'code', t('Code')],
  ]
  const table = `| ${t('Column 1')} | ${t('Column 2')} |\n| --- | --- |\n|  |  |`
  return html`<div class="tools"><markdown-toolbar role="toolbar" for="${id}" aria-label="${t('Formatting')}">${signs.map(
    ([style, sign, name]) =>
      html`<button type="button" data-md-button="${style}" aria-label="${name}" title="${name}">${icon(sign, 18)}</button>`,
  )}<button type="button" class="table" value="${table}" aria-label="${t('Table')}" title="${t('Table')}">${icon('table', 18)}</button><button type="button" class="picture" aria-label="${t('Picture')}" title="${t('Picture')}">${icon('picture', 18)}</button></markdown-toolbar><input type="file" accept="${pictureTypes}" multiple hidden><button type="button" class="looks" aria-pressed="false">${t('Preview')}</button></div>`
}

/** Where pictures are sent, and the sentences about it; the limit is that of server/discussions/pictures. */
function pictureWords(address: string, { t }: Screen): Html {
  return html`data-pictures="${address}" data-largest="${largestPicture}" data-sending="${t('Sending')}" data-too-large="${t('This picture is larger than {size}, so it was not sent. Choose a smaller one.', { size: sizeText(largestPicture, t.locale) })}" data-picture-failed="${t('The picture was not sent: the site can’t be reached. Your text is as it was.')}" data-shown="${t('The picture is in your text. Say in its brackets what it shows, for those who can’t see it.')}"`
}
