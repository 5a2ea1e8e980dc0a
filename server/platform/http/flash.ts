/**
 * The sentence an act leaves for the next page ("Your Ping is on its way to 211 people"), and the act that takes it back, where
 * there is one. A cookie carries both for one page. It is sealed, so a page shows only sentences that this site wrote.
 */
import { cookieHeader, cookieName } from '#server/platform/http/cookies.ts'
import type { Platform } from '#server/platform/work.ts'

type Site = Pick<Platform, 'config' | 'secrets'>
type Cookies = Readonly<Record<string, string | undefined>>

const purpose = 'said'
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

function nameIn({ config }: Site): string {
  return cookieName(config.publicUrl, 'said')
}

/** The `Set-Cookie` that carries a sentence to the next page. */
export function flashCookie(site: Site, { says, undo }: Flash): string {
  const sealed = site.secrets.seal(purpose, JSON.stringify({ says: says.slice(0, longest), undo }))
  return cookieHeader(site.config.publicUrl, nameIn(site), sealed, { seconds: 60 })
}

/** The `Set-Cookie` that removes the sentence once it is shown; null where the request brings none. */
export function expiredFlashCookie(site: Site, cookies: Cookies): string | null {
  return cookies[nameIn(site)] ? cookieHeader(site.config.publicUrl, nameIn(site), '', { seconds: 0 }) : null
}

/** The sentence a request brings; null where it brings none that this site sealed. */
export function flashIn(site: Site, cookies: Cookies): Flash | null {
  const sealed = cookies[nameIn(site)]
  const flash = sealed ? site.secrets.unseal(purpose, sealed) : null
  return flash === null ? null : JSON.parse(flash)
}
