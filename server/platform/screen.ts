/**
 * What a page needs to know about its reader, beside the view it shows.
 */
import { randomBytes } from 'node:crypto'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Declared } from '#server/platform/declared.ts'
import type { Flash } from '#server/platform/http/flash.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { MailMode } from '#server/platform/mail/mail-mode.ts'

/** A form that came back: where it was sent, what was typed, and a sentence for each field that needs another look. */
export interface Returned {
  readonly action: string
  readonly typed: Readonly<Record<string, string | readonly string[]>>
  /** Sentences in the reader's language, by field; `''` is about the whole form. */
  readonly problems: Readonly<Record<string, string>>
  /** The version the form was made on, where it came back because another person has saved since. */
  readonly madeOn?: string
}

export interface Screen {
  readonly actor: Actor
  readonly t: Translate
  /** The address being read, with its query. */
  readonly address: string
  readonly query: Readonly<Record<string, string>>
  readonly site: { readonly name: string; readonly publicUrl: string }
  /** A sentence to show once, left by the act that led here; or null. */
  readonly flash: Flash | null
  readonly returned: Returned | null
  /** Is this site the demo, which then shows its bar? It is closed where the world can reach it. */
  readonly demo: 'open' | 'closed' | false
  /** What the rooms declare of themselves. */
  readonly declared: Declared
  /** How much in the reader's inbox is unread, 10 at most. */
  readonly unread: number
  /** What happens to the mails that an action on this page makes. */
  readonly mail: MailMode
  /** Notes the version of every form on the page, by the address it is posted to. */
  readonly forms?: Map<string, string>
}

/** The person a form was made for, as the form names them; null for a reader who is not signed in. */
export function madeForOf(actor: Actor): string | null {
  const personId = personIdOf(actor)
  return personId && shortId(personId)
}

const keyLength = 12
let drawn = Buffer.alloc(0)
let used = 0

/** A random key for one form, so that sending it twice does its act once. Many are drawn at a time: a page has several forms. */
export function once(): string {
  if (used === drawn.length) {
    drawn = randomBytes(keyLength * 256)
    used = 0
  }
  used += keyLength
  return drawn.toString('base64url', used - keyLength, used)
}
