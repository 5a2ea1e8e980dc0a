/**
 * Links in mails whose holder may act. The token of such a link is derived, never stored: a reminder writes the same link,
 * a forged link costs no query, and a higher version ends a link.
 */
import { notFound, type Refusal } from '#server/platform/refuse.ts'
import type { OpenedToken, Secrets } from '#server/platform/secrets.ts'
import type { Platform } from '#server/platform/work.ts'

/** A kind of link. Its key is what it is for: most often an id and the version it was made with. */
export interface MailLink<K = OpenedToken> {
  /** What stands before the token: `/consent`. */
  readonly path: string
  /** The refusal of a link that was forged, cut, or is over. */
  readonly unknown: Refusal
  /** The path of one, with its token. */
  address(secrets: Secrets, key: K): string
  /** What a token is for, or null where it was not made here. Asks no database. */
  open(secrets: Secrets, token: string): K | null
}

/** Declares a kind of link. A token of one `purpose` opens nothing of another. */
export function mailLink(path: string, purpose: string, unknown: Refusal = notFound): MailLink {
  return {
    path,
    unknown,
    address: (secrets, { id, version }) => `${path}/${secrets.token(purpose, id, version)}`,
    open: (secrets, token) => secrets.openToken(purpose, token),
  }
}

/** The terms of an endpoint that only such a link opens; the part of the path with this name is the token. */
export function behind<K>({ open, unknown }: MailLink<K>, part = 'token') {
  return {
    who: 'bearer',
    genuine: ({ secrets }: Platform, params: Readonly<Record<string, string>>) =>
      open(secrets, params[part] ?? '') !== null,
    forged: unknown,
  } as const
}
