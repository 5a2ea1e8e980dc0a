/**
 * How kinds, files and languages are called on the screen. Pure.
 */
import { hueOf } from '#server/platform/html/face.ts'
import { sizeText } from '#server/platform/html/number.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { endingOf } from '#server/platform/media-endings.ts'
import type { FileView, ResourceItem, ResourceKind } from '#server/toolkit/resource.ts'

/** "Video", "Article" … */
export function kindName(t: Translate, kind: ResourceKind): string {
  const names = {
    video: t('Video'),
    article: t('Article'),
    document: t('Document'),
    template: t('Template'),
    link: t('Link'),
  }
  return names[kind]
}

/** Several of a kind, for a filter: "Videos", "Articles" … */
export function kindsName(t: Translate, kind: ResourceKind): string {
  const names = {
    video: t('Videos'),
    article: t('Articles'),
    document: t('Documents'),
    template: t('Templates'),
    link: t('Links'),
  }
  return names[kind]
}

/** The hue of a resource is that of its first topic, so that resources of one topic look alike; null where it has no topic. */
export function hueOfItem(item: Pick<ResourceItem, 'topics'>): number | null {
  const [topic] = item.topics
  return topic ? hueOf(topic.name) : null
}

const wellKnown: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/zip': 'ZIP',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'audio/mpeg': 'MP3',
}

/** What a file is and how large, before one fetches it: "PDF, 2.1 MB". */
export function fileLabel(t: Translate, file: Pick<FileView, 'mediaType' | 'bytes' | 'name'>): string {
  const kind = wellKnown[file.mediaType] ?? (endingOf(file.name).toUpperCase() || t('File'))
  return `${kind}, ${sizeText(file.bytes, t.locale)}`
}

/** Languages a resource may be in, as their tags. */
export const resourceLanguages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'nb',
  'fi',
  'uk',
  'tr',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'ko',
] as const

/** A language by its name in the reader's: "German". */
export function languageName(t: Translate, tag: string): string {
  try {
    return new Intl.DisplayNames([t.locale === 'qps' ? 'en' : t.locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
