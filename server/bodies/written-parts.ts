/** Parts of the pages of an entry whose text is a body: its text, who saved it, who may write it. */
import { longestBody, type Writers } from '#server/bodies/body.ts'
import { type Written, type WrittenItem, writtenChannel } from '#server/bodies/written.ts'
import { audienceBadge } from '#server/entries/room.ts'
import { composer } from '#server/platform/html/composer.ts'
import { face } from '#server/platform/html/face.ts'
import { choice, textField } from '#server/platform/html/field.ts'
import { type FormPart, form, more } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { listRow } from '#server/platform/html/list.ts'
import { facts, prose, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Its text, which updates when somebody saves. */
export function writtenText(written: Written, screen: Screen): Html {
  const { t } = screen
  return html`<div class="flow" data-live-topic="${writtenChannel(written.id)}" data-live-version="${written.version}">${savedLine(written, screen)}
<div data-live="body-text">${written.html ? prose(written.html, 'reading') : html`<p class="soft">${t('Nothing is written here yet.')}</p>`}</div></div>`
}

/** The form to write it. `kinds` are the writers to choose from, or null. It says when somebody else saved. */
export function writtenForm(
  written: Written,
  { community, action, kinds }: { community: Community; action: string; kinds: readonly Writers[] | null },
  screen: Screen,
): Html {
  const { kind, address } = written
  return html`${savedLive(written, screen)}
${form(screen, { action, submit: screen.t('Save'), cancel: address }, [
  ...writingFields({ ...written, community, draft: `${kind}/${written.id}` }, screen),
  kinds && writersFields(written, kinds, screen),
])}`
}

/** Above a form: who saved last, which updates when somebody else saves. */
export function savedLive(written: Written, screen: Screen): Html {
  return html`<div data-live-topic="${writtenChannel(written.id)}" data-live-version="${written.version}">${savedLine(written, screen)}</div>`
}

function savedLine(written: Written, screen: Screen): Html {
  return html`<p class="soft" data-live="body-saved">${savedPart(written, screen.t, timeTag(written.savedAt, screen))}</p>`
}

/** One entry in a list, with its latest writer. */
export function writtenRow({ address, title, wroteLately, savedAt, readers }: WrittenItem, screen: Screen): Html {
  const { t } = screen
  const names = wroteLately.map(({ name }) => name).join(', ') || t('Former member')
  return listRow({
    before: face(wroteLately[0] ?? { name: '?', photo: null }),
    href: address,
    title,
    about: html`${t('Written lately by {names}', { names })} ${audienceBadge(readers, screen)}`,
    after: timeTag(savedAt, screen),
  })
}

/** Who saved the version on this page; live pages get it as `body-saved`. */
export function savedPart({ version, savedBy }: Pick<Written, 'version' | 'savedBy'>, t: Translate, when: Html): Html {
  const said = t('Version {version}, saved by {who} {when}', { version, ...holes('who', 'when') })
  return sentence(said, { who: savedBy?.name ?? t('Former member'), when })
}

/** Beside the text: its owner and its writers. */
export function writersAside({ owner, writers, named, wroteLately }: Written, { t }: Screen): Html {
  const names = (people: readonly { name: string }[]) => people.map(({ name }) => name).join(', ')
  const known: [string, string][] = [
    [t('Owner'), owner?.name ?? t('Former member')],
    [t('Who may write'), whoMayWrite(writers, t)],
  ]
  if (writers === 'people') known.push([t('Named'), names(named)])
  if (wroteLately.length > 0) known.push([t('Wrote lately'), names(wroteLately)])
  return section({ id: 'writers', title: t('Who writes'), kind: 'side', inside: facts(known) })
}

/** Its title and its text, in a form. */
export function writingFields(
  { community, title, source, draft }: { community: Community; title: string; source: string; draft: string },
  { t }: Screen,
): FormPart[] {
  return [
    textField({
      name: 'title',
      label: t('Title'),
      value: title,
      required: true,
      max: 200,
      voice: 'title',
      drafted: true,
    }),
    composer({ label: t('Text'), value: source, rows: 18, shape: 'article', max: longestBody, community, draft }),
  ]
}

interface Community {
  readonly id: string
  readonly slug: string
}

/** Who may write it, in a fold of its form. */
export function writersFields(written: Written | null, kinds: readonly Writers[], { t }: Screen): FormPart {
  return more(t('Who may write it'), [
    choice({
      name: 'writers',
      label: t('Who may write'),
      required: true,
      value: written?.writers ?? 'members',
      choices: kinds.map((value) => ({ value, label: whoMayWrite(value, t) })),
    }),
    textField({
      name: 'people',
      label: t('People named'),
      hint: t('Their handles, such as @ben-reyes, where it is for people named.'),
      value: written?.named.map(({ handle }) => `@${handle}`).join(' ') ?? '',
      max: 1000,
    }),
  ])
}

function whoMayWrite(writers: Writers, t: Translate): string {
  const words: Record<Writers, string> = {
    owner: t('Only its owner'),
    people: t('Its owner and people named'),
    members: t('Everybody who takes part'),
    editors: t('Those who edit the Toolkit'),
    leaders: t('Those who lead'),
  }
  return words[writers]
}
