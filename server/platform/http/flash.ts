/**
 * The sentence an act leaves for the next page ("Your Ping is on its way to 211 people"), and the act that takes it back, where
 * there is one. A cookie carries both for one page. It is sealed, so a page shows only sentences that this site wrote.
 */
import { cookieHeader, cookieName } from '#server/platform/http/cookies.ts'
import { sealedAs } from '#server/platform/secrets.ts'
import type { Platform } from '#server/platform/work.ts'

type Site = Pick<Platform, 'config' | 'secrets'>
type Cookies = Readonly<Record<string, string | undefined>>

const longest = 300

/** An act of ours that takes another one back: the address it is sent to, and its fields. */
export interface Undo {
  readonly action: string
  readonly fields?: Readonly<Record<string, string | number>>
}

/** A sentence for one page, and the act that undoes what it reports. */
export interface Flash {
  readonly says: string
  readonly undo?: Undo | undefined
}

const sealed = sealedAs<Flash>('said')

function nameIn({ config }: Site): string {
  return cookieName(config.publicUrl, 'said')
}

/** The `Set-Cookie` that carries a sentence to the next page. */
export function flashCookie(site: Site, { says, undo }: Flash): string {
  const value = sealed.seal(site.secrets, { says: says.slice(0, longest), undo })
  return cookieHeader(site.config.publicUrl, nameIn(site), value, { seconds: 60 })
}

/** The `Set-Cookie` that removes the sentence once it is shown; null where the request brings none. */
export function expiredFlashCookie(site: Site, cookies: Cookies): string | null {
  return cookies[nameIn(site)] ? cookieHeader(site.config.publicUrl, nameIn(site), '', { seconds: 0 }) : null
}

/** The sentence a request brings; null where it brings none that this site sealed. */
export function flashIn(site: Site, cookies: Cookies): Flash | null {
  return sealed.open(site.secrets, cookies[nameIn(site)] ?? '')
}
