/**
 * A resource itself, in its place: the article, the film with its captions, the picture, the PDF, the way outside, the file.
 */
import { attr, type Html, html, link } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { prose } from '#server/platform/html/parts.ts'
import { showsAs } from '#server/platform/media-type.ts'
import type { Screen } from '#server/platform/screen.ts'
import { coverOf, iconOf } from '#server/toolkit/covers.ts'
import { textNotes } from '#server/toolkit/file-text/text-notes.ts'
import { fileLabel, languageName } from '#server/toolkit/labels.ts'
import type { FileView, ResourceView } from '#server/toolkit/resource.ts'
import { hostOf } from '#server/toolkit/title-of.ts'

/** The thing itself: what the reader opened the page for. */
export function resourcePlayer(resource: ResourceView, screen: Screen): Html {
  const { html: text, address, file } = resource
  return html`${text === null ? null : article(text, resource, screen)}${address === null ? null : wayOut(resource, address, screen)}${file ? player(resource, file, screen) : null}${textNotes(resource, screen)}`
}

function article(text: string, { language }: ResourceView, screen: Screen): Html {
  const isForeign = language !== screen.t.locale
  return isForeign ? html`<div lang="${language}">${prose(text, 'reading')}</div>` : prose(text, 'reading')
}

/** A card that says where one will be before one goes there. */
function wayOut(resource: ResourceView, address: string, screen: Screen): Html {
  const { t } = screen
  const { kind, thumbnail, thumbnailAlt } = resource
  const host = hostOf(address)
  return html`<a class="way-out" href="${link(address)}" rel="noopener noreferrer">${
    thumbnail ? html`<img src="${thumbnail}" alt="${thumbnailAlt}" decoding="async">` : coverOf(resource)
  }<span class="to"><b>${kind === 'video' ? t('Watch on {host}', { host }) : t('Open {host}', { host })} ${icon('link', 18)}</b><small>${shortened(address)}</small></span></a>`
}

/** An outside address as people read it: without its beginning, and cut where it goes on. */
function shortened(address: string): string {
  const bare = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  return bare.length > 90 ? `${bare.slice(0, 89)}…` : bare
}

function player(resource: ResourceView, file: FileView, screen: Screen): Html {
  const { t } = screen
  const shows = showsAs(file.mediaType)
  const says = screenSays(resource, file, screen)
  const card = fileCard(resource, file, screen)
  switch (shows) {
    case 'video':
      return html`<div class="player"><video controls playsinline preload="metadata" src="${file.address}" aria-label="${resource.title}" ${attr('poster', resource.thumbnail)}>${captions(resource, screen)}${says}</video></div>${card}`
    case 'audio':
      return html`<div class="player sound"><audio controls preload="metadata" src="${file.address}" aria-label="${resource.title}">${says}</audio></div>${card}`
    case 'picture':
      return html`<div class="player"><a href="${file.address}" data-turbo="false"><img src="${file.address}" alt="${resource.thumbnailAlt || resource.title}" decoding="async"></a></div>${card}`
    case 'pdf':
      return html`<div class="player">${firstPage(resource, file, screen)}<iframe src="${file.address}#view=FitH" title="${t('{title}, as PDF', { title: resource.title })}" loading="lazy"></iframe></div>${card}`
    default:
      return html`${says}${card}`
  }
}

/** A picture of a PDF, for browsers that show no PDF in place. A press on it opens the file in the reader's own program. */
function firstPage({ preview, title }: ResourceView, file: FileView, { t }: Screen): Html | null {
  if (!preview) return null
  return html`<a class="first-page" href="${file.address}" data-turbo="false"><img src="${preview}" alt="${t('The first page of “{title}”', { title })}" loading="lazy" decoding="async"></a>`
}

/** Where the browser can't show it. */
function screenSays(resource: ResourceView, file: FileView, screen: Screen): Html | null {
  const { t } = screen
  if (showsAs(file.mediaType) === null && resource.can.download) return null
  if (!resource.can.download)
    return html`<p class="soft">${t('Your browser can’t show this, and it is not for downloading.')}</p>`
  return html`<p>${t('Your browser can’t play this. Download it below.')}</p>`
}

function captions(resource: ResourceView, screen: Screen): Html | null {
  if (!resource.captions) return null
  const label = languageName(screen.t, resource.language)
  return html`<track kind="captions" src="${resource.captions.address}" srclang="${resource.language}" label="${label}" default>`
}

/** The file with its size, said before one fetches it. */
function fileCard(resource: ResourceView, file: FileView, screen: Screen): Html {
  const { t } = screen
  const isShown = showsAs(file.mediaType) !== null
  return html`<div class="file">${iconOf(resource)}<div><b>${file.name}</b><small>${fileLabel(t, file)}</small></div>${
    isShown && showsAs(file.mediaType) !== 'video'
      ? html`<a class="quiet" href="${file.address}" data-turbo="false">${t('Open in a new tab')}</a>`
      : null
  }${
    resource.can.download
      ? html`<a class="button" href="${file.address}?download=1" data-turbo="false" download>${icon('download', 18)}${t('Download')}<span class="unseen"> ${file.name}, ${fileLabel(t, file)}</span></a>`
      : null
  }</div>`
}
