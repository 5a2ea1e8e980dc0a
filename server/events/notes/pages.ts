/** The notes on an event's page, the page that writes them, and the one that puts the recap into the Toolkit. */
import { longestBody, savedLive, writtenText } from '#server/bodies/room.ts'
import { communityPage } from '#server/communities/room.ts'
import { eventsAddress } from '#server/events/event.ts'
import { langOf } from '#server/events/event-parts.ts'
import type { Beside, NotesView } from '#server/events/notes/views.ts'
import type { EventView } from '#server/events/views.ts'
import { composer } from '#server/platform/html/composer.ts'
import { textArea, textField } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Below the event: what was noted, and what became of it. */
export function notesSection(event: EventView, { notes, recap, can }: Beside, screen: Screen): Piece {
  const { t, actor } = screen
  if (!notes && !can.note) return null
  const hasBegun = event.dates.some(({ startsAt }) => startsAt <= actor.now)
  const root = `${event.address}/notes`
  const links = [
    notes ? html`<a href="${root}/versions">${t('Versions')}</a>` : null,
    can.note ? html`<a href="${root}">${notes ? t('Write on') : t('Write notes')}</a>` : null,
  ].filter((one) => one !== null)
  return section({
    id: 'notes',
    title: t('Notes'),
    more: html`${links.map((one, i) => html`${i > 0 ? ' · ' : null}${one}`)}`,
    inside: html`<div class="flow">${notes ? writtenText(notes, screen) : html`<p class="soft">${t('Everybody who reads this event can write here what comes up.')}</p>`}${
      recap
        ? html`<p>${sentence(t('The recap is in the Toolkit: {recap}', holes('recap')), { recap: html`<a href="${recap.address}">${recap.title}</a>` })}</p>`
        : null
    }${can.putRecap && hasBegun ? html`<p><a class="button" href="${event.address}/recap">${t('Put the recap into the Toolkit')}</a></p>` : null}</div>`,
  })
}

/** `/c/:community/events/:event/notes` */
export function writeNotesPage({ community, event, notes }: NotesView, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'events',
    title: t('Notes'),
    main: html`${way({ community, event }, screen)}${pageTitle({ title: t('Notes'), lead: html`<span dir="auto">${event.title}</span>` })}
${notes ? savedLive(notes, screen) : null}
${form(screen, { action: `${event.address}/notes`, submit: t('Save'), cancel: event.address }, [
  composer({
    name: 'source',
    label: t('Text'),
    value: notes?.source ?? '',
    rows: 18,
    shape: 'article',
    max: longestBody,
    community,
    draft: `notes/${event.id}`,
  }),
])}`,
  })
}

/** `/c/:community/events/:event/recap` */
export function recapPage({ community, event, notes }: NotesView, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'events',
    title: t('Put the recap into the Toolkit'),
    main: html`${way({ community, event }, screen)}${pageTitle({
      title: t('Put the recap into the Toolkit'),
      lead: t('It becomes an article that begins with a copy of the notes. All members can read it there.'),
    })}
${form(screen, { action: `${event.address}/recap`, submit: t('Put it in'), cancel: event.address }, [
  textField({
    name: 'title',
    label: t('Title'),
    hint: t('Without one it has the title of the event.'),
    voice: 'title',
    max: 200,
  }),
  textArea({
    name: 'summary',
    label: t('Summary'),
    hint: t('What people get from it, in a sentence or two.'),
    rows: 3,
    max: 2000,
  }),
])}
${notes ? html`<div ${langOf(notes.language, t)}>${writtenText(notes, screen)}</div>` : null}`,
  })
}

function way({ community, event }: Pick<NotesView, 'community' | 'event'>, screen: Screen): Html {
  return breadcrumbs(screen, [
    { label: screen.t('Events'), href: eventsAddress(community.slug) },
    { label: event.title, href: event.address },
  ])
}
