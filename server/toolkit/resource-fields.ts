/**
 * The fields of a resource: the thing itself, then its title, its topics, and who sees it.
 */
import { composer } from '#server/platform/html/composer.ts'
import { choice, choices, fileField, select, textArea, textField } from '#server/platform/html/field.ts'
import { type Field, type FormPart, fieldRow, group } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import { pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { ResourceForm } from '#server/toolkit/form-views.ts'
import { kindName, languageName, resourceLanguages } from '#server/toolkit/labels.ts'
import { mostCaptions, mostThumbnail, resourceKinds } from '#server/toolkit/resource.ts'
import { longestTopic } from '#server/topics/room.ts'

/**
 * The one thing that a new resource or a suggestion starts from: an address, a file, or a text of so many rows, whose draft
 * is kept under a name of its own.
 */
export function oneThingField(
  { community, way, uploadMax }: Pick<ResourceForm, 'community' | 'way' | 'uploadMax'>,
  { t }: Screen,
  text: { readonly rows: number; readonly draft: string },
): Field {
  if (way === 'text') {
    return composer({ name: 'source', label: t('Text'), required: true, shape: 'article', community, ...text })
  }
  if (way === 'file') {
    return fileField({
      name: 'file',
      label: t('File'),
      hint: t('A PDF, a video, a picture, a document or a template.'),
      required: true,
      maxBytes: uploadMax,
    })
  }
  return textField({
    name: 'address',
    label: t('Address'),
    hint: t('A page, an article, a video on another site.'),
    required: true,
    max: 2000,
    inputmode: 'url',
    autofocus: true,
  })
}

/** Its title, large. */
export function titleField({ resource, way }: ResourceForm, { t }: Screen, hint?: string): Field {
  return textField({
    name: 'title',
    label: t('Title'),
    hint,
    value: resource?.title,
    max: 300,
    required: resource !== null || way === 'text',
    voice: 'title',
    drafted: true,
  })
}

/** Everything else, in the order one thinks of it. */
export function aboutFields(view: ResourceForm, screen: Screen, way: ResourceForm['way']): FormPart[] {
  const { t } = screen
  const { resource, draft } = view
  return [
    textArea({
      name: 'summary',
      label: t('Summary'),
      hint: t('What people get from it, in a sentence or two.'),
      value: resource?.summary,
      rows: 3,
      max: 2000,
    }),
    topicFields(view, screen),
    kindField(view, screen, way),
    textArea({
      name: 'howToUse',
      label: t('How to use it'),
      hint: t('For a template or a tool. Markdown.'),
      value: draft?.howToUse,
      rows: 3,
      max: 10_000,
    }),
    group(t('Where it comes from'), [
      textField({
        name: 'authors',
        label: t('Authors'),
        value: resource?.authors ?? usualAuthor(way, screen),
        max: 300,
      }),
      fieldRow([
        select({
          name: 'sponsor',
          label: t('On behalf of'),
          value: resource?.sponsor?.id,
          options: [{ value: '', label: t('Nobody in particular') }, ...people(view.sponsors, resource?.sponsor)],
        }),
        select({
          name: 'language',
          label: t('Language'),
          value: resource?.language ?? view.community.locale,
          options: languages(resource?.language ?? view.community.locale, screen),
        }),
      ]),
      textField({
        name: 'licence',
        label: t('Licence'),
        hint: t('Such as CC BY 4.0.'),
        value: resource?.licence,
        max: 120,
      }),
    ]),
    pictureFields(view, screen, way),
    group(t('Discussion'), [
      choice({
        name: 'discussion',
        label: t('Members can discuss it'),
        shape: 'line',
        required: true,
        value: resource?.hasDiscussion === false ? 'off' : 'on',
        choices: [
          { value: 'on', label: t('Yes') },
          { value: 'off', label: t('No') },
        ],
      }),
      textField({ name: 'prompt', label: t('A question to start the discussion'), value: draft?.prompt, max: 300 }),
    ]),
    showingFields(view, screen, way),
  ]
}

/** The writer of an article is its author, unless they name somebody else. */
function usualAuthor(way: ResourceForm['way'], { actor }: Screen): string {
  return way === 'text' && actor.kind === 'person' ? actor.name : ''
}

/** Where it is filed. */
export function topicFields({ topics, resource }: Pick<ResourceForm, 'topics' | 'resource'>, { t }: Screen): FormPart {
  const filed = resource?.topics.map(({ id }) => id) ?? []
  const name = (topic: ResourceForm['topics'][number]) => {
    const parent = topics.find((one) => one.id === topic.parentId)
    return parent ? `${parent.name} › ${topic.name}` : topic.name
  }
  const chosen = choices({
    name: 'topics',
    label: t('Topics'),
    values: filed,
    // Its own topics come first: among seventy topics they would be out of sight.
    choices: topics
      .toSorted((one, other) => Number(filed.includes(other.id)) - Number(filed.includes(one.id)))
      .map((topic) => ({ value: topic.id, label: name(topic) })),
  })
  return [
    topics.length > 0 ? (context) => html`<div class="topics-to-choose">${chosen(context)}</div>` : null,
    textField({ name: 'newTopic', label: topics.length > 0 ? t('Or a new topic') : t('Topic'), max: longestTopic }),
  ]
}

function kindField({ resource }: ResourceForm, { t }: Screen, way: ResourceForm['way']): Field {
  const possible = {
    link: ['link', 'video', 'document', 'template'],
    file: ['document', 'template'],
    text: ['article', 'template'],
  }[way]
  const kinds = resourceKinds.filter((kind) => possible.includes(kind) || kind === resource?.kind)
  return select({
    name: 'kind',
    label: t('Kind'),
    value: resource?.kind ?? '',
    // A required empty choice inside a closed fold would stop the form without any message.
    required: resource !== null,
    options: [
      ...(resource ? [] : [{ value: '', label: t('Automatic') }]),
      ...kinds.map((kind) => ({ value: kind, label: kindName(t, kind) })),
    ],
  })
}

function pictureFields({ resource }: ResourceForm, { t }: Screen, way: ResourceForm['way']): Field {
  // A picture drawn from its file can be replaced, not removed.
  const hasOwnPicture = resource !== null && resource.thumbnail !== null && resource.thumbnail !== resource.preview
  return group(t('Picture and captions'), [
    fileField({
      name: 'thumbnail',
      label: hasOwnPicture ? t('Another picture for lists') : t('Picture for lists'),
      accept: pictureTypes,
      maxBytes: mostThumbnail,
    }),
    textField({
      name: 'thumbnailAlt',
      label: t('What the picture shows'),
      hint: t('For those who can’t see it.'),
      value: resource?.thumbnailAlt,
      max: 300,
    }),
    way === 'file'
      ? fileField({
          name: 'captions',
          label: resource?.captions ? t('Other captions for a video') : t('Captions for a video'),
          hint: t('WebVTT, a file that ends in .vtt.'),
          accept: '.vtt,text/vtt',
          maxBytes: mostCaptions,
        })
      : null,
    hasOwnPicture || resource?.captions
      ? choices({
          name: 'drop',
          label: t('Take away'),
          choices: [
            ...(hasOwnPicture ? [{ value: 'thumbnail', label: t('the picture') }] : []),
            ...(resource?.captions ? [{ value: 'captions', label: t('the captions') }] : []),
          ],
        })
      : null,
  ])
}

function showingFields(view: ResourceForm, screen: Screen, way: ResourceForm['way']): Field {
  const { t } = screen
  const { resource, draft, owners, mayOwn } = view
  return group(t('Who sees it, and when'), [
    resource
      ? choice({
          name: 'status',
          label: t('State'),
          shape: 'line',
          required: true,
          value: resource.state === 'draft' ? 'draft' : 'published',
          choices: [
            { value: 'published', label: t('Published') },
            { value: 'draft', label: t('Draft') },
          ],
        })
      : null,
    fieldRow([
      textField({ name: 'publishFrom', label: t('Published from'), type: 'datetime-local', value: draft?.publishFrom }),
      textField({ name: 'publishUntil', label: t('Until'), type: 'datetime-local', value: draft?.publishUntil }),
    ]),
    way === 'file'
      ? choice({
          name: 'downloads',
          label: t('Members may download it'),
          shape: 'line',
          required: true,
          value: resource?.isDownloadable === false ? 'off' : 'on',
          choices: [
            { value: 'on', label: t('Yes') },
            { value: 'off', label: t('No') },
          ],
        })
      : null,
    fieldRow([
      select({
        name: 'owner',
        label: t('Owner'),
        value: resource ? resource.owner?.id : mayOwn,
        options: [{ value: '', label: t('Nobody in particular') }, ...people(owners, resource?.owner)],
      }),
      textField({ name: 'reviewBy', label: t('Review by'), type: 'date', value: resource?.reviewBy }),
    ]),
  ])
}

function people(list: readonly { id: string; name: string }[], present?: { id: string; name: string } | null) {
  const all = present && !list.some(({ id }) => id === present.id) ? [present, ...list] : list
  return all.map(({ id, name }) => ({ value: id, label: name }))
}

function languages(present: string, { t }: Screen): { value: string; label: string }[] {
  const tags = new Set<string>([...resourceLanguages, present])
  return [...tags]
    .map((tag) => ({ value: tag, label: languageName(t, tag) }))
    .sort((one, other) => one.label.localeCompare(other.label, t.locale === 'qps' ? 'en' : t.locale))
}
