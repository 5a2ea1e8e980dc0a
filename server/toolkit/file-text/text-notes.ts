/** What a resource's page says where the words in its file cannot be found. */
import { type Html, html } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { showsAs } from '#server/platform/media-type.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { FileTextView, ResourceView } from '#server/toolkit/resource.ts'

/** A line for each file whose words, or some of them, cannot be found: with what helps for those who edit, short for all others. */
export function textNotes(resource: ResourceView, { t }: Screen): Html {
  const { file, fileText, captionsText, can } = resource
  const notes = [
    file && fileText && hasWords(file.mediaType)
      ? noteOnFile(t, fileText, { isPdf: showsAs(file.mediaType) === 'pdf', can })
      : null,
    captionsText && can.edit ? noteOnCaptions(t, captionsText) : null,
  ]
  return html`${notes.map((note) => note && html`<p class="soft">${note}</p>`)}`
}

/** Nobody looks for words in a picture, a film or a sound. */
function hasWords(mediaType: string): boolean {
  return !/^(image|video|audio)\//.test(mediaType)
}

function noteOnFile(
  t: Translate,
  { state, isCut }: FileTextView,
  { isPdf, can }: { isPdf: boolean } & Pick<ResourceView, 'can'>,
): string | null {
  if (state === 'read' && !isCut) return null
  if (!can.edit)
    return state === 'read'
      ? t('Search finds only a part of the words in this file.')
      : t('Search does not find the words in this file.')
  switch (state) {
    case 'read':
      return t('Not all words in this file can be found: it is very long, or parts of it are damaged.')
    case 'empty':
      return isPdf
        ? t(
            'The words in this PDF cannot be found: its pages are pictures, as from a scanner. Scan it with text recognition, and upload that.',
          )
        : t('There are no words in this file that could be found.')
    case 'locked':
      return isPdf
        ? t('The words in this PDF cannot be found: it has a password. Upload it without one.')
        : t('The words in this file cannot be found: it has a password. Upload it without one.')
    case 'too_large':
      return t(
        'The words in this file cannot be found: it is too large, or reading it takes too long. Upload it in parts.',
      )
    case 'unreadable':
      return t('The words in this file cannot be found: it seems to be damaged. Export it again, and upload that.')
    case 'not_read_kind':
      return t(
        'The words in this file cannot be found: files of this kind are not read. Those of a PDF would be found.',
      )
  }
}

function noteOnCaptions(t: Translate, { state, isCut }: FileTextView): string | null {
  if (state === 'read') return isCut ? t('Not all words in the captions can be found: they are very long.') : null
  return state === 'empty'
    ? t('There are no words in the captions that could be found.')
    : t('The words in the captions cannot be found: their file seems to be damaged. Export it again, and upload that.')
}
