/** The pages of announcements: their list, one of them, and its form. */

import { announcementsAddress } from '#server/announcements/announcement.ts'
import { confirmPart, draftTools, senderTools } from '#server/announcements/announcement-parts.ts'
import { announcementRow } from '#server/announcements/announcement-row.ts'
import type { AnnouncementForm } from '#server/announcements/form-views.ts'
import type { AnnouncementPage, AnnouncementsPage } from '#server/announcements/page-views.ts'
import type { AnnouncementView } from '#server/announcements/views.ts'
import { communityPage } from '#server/communities/room.ts'
import { discussionSection } from '#server/discussions/room.ts'
import { audienceBadge, cohortsField, hiddenLine, reportItem } from '#server/entries/room.ts'
import { composer } from '#server/platform/html/composer.ts'
import { face } from '#server/platform/html/face.ts'
import { checkbox, select, textField } from '#server/platform/html/field.ts'
import { begunOn, type FormPart, form, more } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { dotsMenu } from '#server/platform/html/menu.ts'
import {
  badge,
  breadcrumbs,
  emptyState,
  notice,
  pager,
  pageTitle,
  prose,
  section,
} from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/announcements` */
export function announcementsPage(view: AnnouncementsPage, screen: Screen): Html {
  const { t } = screen
  const { community, unsent, pinned, announcements, next } = view
  const root = announcementsAddress(community.slug)
  const isFirst = !screen.query.after
  const isEmpty = isFirst && pinned.length + announcements.length + unsent.length === 0
  const write =
    community.can.announce &&
    html`<a class="button primary" href="${root}/new">${icon('plus', 18)}${t('New announcement')}</a>`
  const rowsOf = (list: AnnouncementsPage['announcements']) =>
    html`<ul class="rows">${list.map((one) => announcementRow(one, screen))}</ul>`
  return communityPage(screen, community, {
    tab: 'announcements',
    title: t('Announcements'),
    wide: true,
    main: html`${pageTitle({ title: t('Announcements'), acts: isEmpty ? null : write })}
${
  isEmpty
    ? emptyState({
        title: t('No announcements yet'),
        says: community.can.announce
          ? t('Tell everybody what they should know: it stands here, and goes to every member by mail.')
          : t('What those who lead tell everybody stands here.'),
        act: write,
      })
    : null
}
${unsent.length > 0 ? section({ id: 'unsent', title: t('Not published yet'), inside: rowsOf(unsent) }) : null}
${pinned.length > 0 ? section({ id: 'pinned', title: t('Pinned'), inside: rowsOf(pinned) }) : null}
${
  announcements.length === 0
    ? null
    : unsent.length + pinned.length > 0
      ? section({ id: 'published', title: t('Latest'), inside: rowsOf(announcements) })
      : rowsOf(announcements)
}
${pager(screen, { next: next && `${root}?after=${shortId(next)}`, first: isFirst ? null : root, nextLabel: t('Earlier announcements') })}`,
  })
}

/** The `data-live` name of its text. */
export const textLive = (id: string) => `announcement-${shortId(id)}-text`

/** `/c/:community/announcements/:announcement` */
export function announcementPage(view: AnnouncementPage, screen: Screen): Html {
  const { t } = screen
  const { community, announcement: one, discussion } = view
  const lang = one.language === t.locale ? null : one.language
  const edit = one.can.write && html`<a class="button" href="${one.address}/edit">${t('Edit')}</a>`
  const report = one.state === 'published' && !one.hidden && reportItem(screen, community.slug, one.id)
  return communityPage(screen, community, {
    tab: 'announcements',
    title: one.title,
    main: html`${breadcrumbs(screen, [{ label: t('Announcements'), href: announcementsAddress(community.slug) }])}${pageTitle(
      {
        title: one.title,
        lang,
        acts: html`${edit}${report ? dotsMenu(t('More about this announcement'), [report]) : null}`,
      },
    )}
<div class="flow" data-live-topic="${one.live.topic}" data-live-version="${one.live.version}">${hiddenLine(one.hidden, community, screen)}${fromLine(one, screen)}
${
  one.state === 'withdrawn'
    ? notice(
        one.can.return
          ? t('This announcement was withdrawn. Only those who announce here still see what it said.')
          : t('This announcement was withdrawn.'),
      )
    : null
}
<div data-live="${textLive(one.id)}" ${attr('lang', lang)}>${one.html ? prose(one.html, 'reading') : null}</div>
${confirmPart(view, screen)}</div>
${discussion ? discussionSection(discussion, screen, { invitation: t('What do you think of it?') }) : null}
${one.isNew ? seen(one, screen) : null}`,
    aside: view.draft ? draftTools({ ...view, draft: view.draft }, screen) : senderTools(view, screen),
  })
}

/** The page tells that it was in sight, and the announcement is new no longer; without script a button does. */
function seen({ id }: AnnouncementView, { t }: Screen): Html {
  const address = `/inbox/announcements/${shortId(id)}/readings`
  return html`<visit-beacon address="${address}"></visit-beacon><noscript><form method="post" action="${address}"><button class="quiet">${t('Mark as read')}</button></form></noscript>`
}

function fromLine(one: AnnouncementView, screen: Screen): Html {
  const { t } = screen
  const { from, publishedAt, changedAt } = one
  const name = from?.name ?? t('Former member')
  return html`<div class="person">${face({ name, photo: from?.photo ?? null })}<span class="who">${name}</span><span>${from?.title ? html`${from.title} · ` : null}${publishedAt ? timeTag(publishedAt, screen) : badge(one.state === 'scheduled' ? t('Planned') : t('Draft'))}${
    changedAt ? html` · ${t('updated')} ${timeTag(changedAt, screen)}` : null
  }${one.isPinned ? html` · ${badge(t('Pinned'))}` : null}${one.readers ? html` · ${audienceBadge(one.readers, screen)}` : null}</span></div>`
}

/** `/c/:community/announcements/new` and `…/:announcement/edit` */
export function announcementFormPage(view: AnnouncementForm, screen: Screen): Html {
  const { t } = screen
  const { community, written, longest } = view
  const root = announcementsAddress(community.slug)
  const title = written ? t('Edit the announcement') : t('New announcement')
  const parts: FormPart[] = [
    textField({
      name: 'title',
      label: t('Title'),
      voice: 'title',
      required: true,
      max: 200,
      value: written?.title,
      autofocus: !written,
      drafted: true,
    }),
    composer({
      label: t('Text'),
      value: written?.source,
      required: true,
      rows: 12,
      max: longest,
      community,
      draft: `announcement/${written?.id ?? `new/${community.id}`}`,
    }),
    written?.isOut ? null : cohortsField(view.cohorts, screen, written?.groups),
    checkbox({
      name: 'asksConfirmation',
      label: t('Ask everybody to confirm that they have read it'),
      hint: t('You see who has not, and can remind them once.'),
      checked: written?.asksConfirmation ?? false,
    }),
    written?.isOut
      ? checkbox({
          name: 'sendAgain',
          label: t('Send it again by mail'),
          hint: t('Else nobody is mailed: the page says that it was updated.'),
        })
      : null,
    more(t('More: discussion, in whose name'), [
      checkbox({
        name: 'hasDiscussion',
        label: t('Members can discuss it'),
        checked: written?.hasDiscussion ?? true,
      }),
      written?.isOut ? null : inNameField(view, t),
    ]),
    written ? null : begunOn(screen),
  ]
  return communityPage(screen, community, {
    tab: 'announcements',
    title,
    main: html`${breadcrumbs(screen, [{ label: t('Announcements'), href: root }])}${pageTitle({
      title,
      lead: written?.isOut ? null : t('You see it as its readers will before anybody gets it.'),
    })}
${form(
  screen,
  {
    action: written ? `${root}/${shortId(written.id)}` : root,
    submit: written?.isOut ? t('Save') : t('Look at it'),
    cancel: written?.address ?? root,
  },
  parts,
)}`,
  })
}

function inNameField({ voices, written }: AnnouncementForm, t: Screen['t']): FormPart {
  if (voices.length === 0) return null as Piece
  return select({
    name: 'voiceId',
    label: t('In whose name'),
    hint: t('A featured person is asked first. Nothing is sent in their name without their yes.'),
    required: true,
    emptyIsAChoice: true,
    value: written?.voiceId ?? '',
    options: [
      { value: '', label: t('Mine') },
      ...voices.map(({ personId, name, title }) => ({ value: personId, label: title ? `${name}, ${title}` : name })),
    ],
  })
}
