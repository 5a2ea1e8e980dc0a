/**
 * A screen that pictures are taken of: what it is called, who looks, and where it is in a demo site. Each room lists its own
 * in a file `screens.ts` beside itself.
 */
import type { Page } from 'playwright-core'

export type Looker = 'ada' | 'ben' | 'cleo' | 'dov' | 'visitor'

/** Where things are in the demo, whatever its language. */
export interface Guide {
  readonly language: 'en' | 'de'
  /** The address of the community that has everything, as `/c/…`. */
  readonly community: string
  /** The address of the draft. */
  readonly draft: string
  /** The first address on a page of Ada's that matches. */
  first(page: string, address: RegExp): Promise<string>
  /** What an address answers Ada as JSON; or what it answers when she sends something there. */
  json<T>(path: string, sent?: object): Promise<T>
}

export interface Screen {
  readonly name: string
  readonly who: Looker
  readonly at: Way
  /** What its reader does there first: a menu opened, a form refused, an answer given. */
  readonly then?: (page: Page) => Promise<unknown>
  /** Too long to be looked at whole: only what is in sight at first. */
  readonly isLong?: true
  /** Written for mail programs, which have a HTML of their own. */
  readonly isMail?: true
}

type Way = (guide: Guide) => string | Promise<string>

export const here =
  (path: string): Way =>
  () =>
    path
export const inCommunity =
  (path: string): Way =>
  ({ community }) =>
    community + path
export const inDraft =
  (path: string): Way =>
  ({ draft }) =>
    draft + path
/** The first link of a page in the community that leads to such an address. */
export const firstOf =
  (path: string, address: RegExp): Way =>
  ({ community, first }) =>
    first(community + path, address)
/** The first entry of a list in the community, or a page below it. */
export const firstIn =
  (list: string, below = ''): Way =>
  async ({ community, first }) =>
    (await first(community + list, new RegExp(`^/c/[^/]+${list.replace(/\?.*/, '')}/[^/?]+-[\\w-]{22}$`))) + below
