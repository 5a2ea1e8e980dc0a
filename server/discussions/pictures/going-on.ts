/**
 * A picture sent with the form of a text, by a browser without script. The form sends the typed text too, and this page
 * continues with it. See `pictureToBring` in server/platform/html/composer.ts.
 */
import { picturesAddress } from '#server/discussions/pictures/picture.ts'
import { pictureToBring } from '#server/platform/html/composer.ts'
import { textArea } from '#server/platform/html/field.ts'
import {
  enterSends,
  type FormPart,
  formContextFor,
  formKeys,
  hidden,
  problemSummary,
  write,
} from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { barePage } from '#server/platform/html/layout.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The text's field, and the address its form is sent to: `source /c/…`. */
export const wayOn = /^(\w{1,40}) (\/c\/[^\s?#]{1,400})$/

interface GoingOn {
  readonly community: string
  readonly to: string
  /** Everything the author typed in the form, by field. */
  readonly typed: Readonly<Record<string, unknown>>
  /** The line that shows the picture; null where it was refused. */
  readonly line: string | null
}

/** The text with the picture at its end, ready to be sent. Where the picture was refused: the text as it was, and why. */
export function textWithPicturePage({ community, to, typed, line }: GoingOn, screen: Screen): Html {
  const { t } = screen
  const [, name = '', action = ''] = wayOn.exec(to) ?? []
  const text = [typed[name], line].filter((part) => typeof part === 'string' && part !== '').join('\n\n')
  const context = { ...formContextFor(screen, action), problems: screen.returned?.problems ?? {} }
  const pictures = picturesAddress(community)
  // A refused picture comes back here, so this form has the upload fields too.
  screen.forms?.set(pictures, '')
  const title = line ? t('Your picture is in your text') : t('The picture was not added')
  const inside = write(context, [
    alongWith(typed, name),
    textArea({ name, label: t('Your text'), value: text, required: true, rows: 12 }),
    html`<div>${pictureToBring(context, { name, pictures })}</div>`,
  ])
  return barePage(screen, {
    title,
    main: html`<h1>${title}</h1><p class="lead">${t('Nothing is posted yet. The rest of what you typed goes along.')}</p>
<form class="form" method="post" action="${action}">${formKeys(screen, action)}${problemSummary(context)}${enterSends}${inside}<div class="acts"><button class="primary">${t('Send it now')}</button></div></form>`,
  })
}

/** Fields of the picture or of every form; this page writes its own. */
const ownFields: readonly string[] = ['picture', 'shows', 'to', 'community', 'once', 'for']

function alongWith(typed: GoingOn['typed'], name: string): FormPart {
  return Object.entries(typed)
    .filter(([field]) => field !== name && !ownFields.includes(field))
    .flatMap(([field, value]) => [value].flat().map((one) => (typeof one === 'string' ? hidden(field, one) : null)))
}
