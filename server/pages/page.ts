/** The page: a working text of a community that its members write together. */
import { writerKinds } from '#server/bodies/room.ts'
import { addressPart } from '#server/platform/ids.ts'

/** What pages are called among entries. */
export const pageKind = 'page'
/** Who may be allowed to write one. A text that only leaders write is not a working page. */
export const pageWriters = writerKinds.filter((kind) => kind !== 'leaders')
/** What one may begin with. */
export const templates = ['blank', 'case', 'lessons', 'meeting', 'playbook'] as const
export type Template = (typeof templates)[number]

/** The address of a community's working pages. */
export function pagesAddress(slug: string): string {
  return `/c/${slug}/pages`
}

/** The address of a page. */
export function pageAddress(slug: string, page: { readonly id: string; readonly title: string }): string {
  return `${pagesAddress(slug)}/${addressPart(page.title, page.id)}`
}
