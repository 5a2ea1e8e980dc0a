/**
 * Secrets that leave the site. What a mail carries is derived from the site's key, never stored: a retry writes the same
 * mail, a forged link costs no query, and raising the version revokes. What must be random is stored hashed, and sealed until sent.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { longId, shortId } from '#server/platform/ids.ts'
import { Secret } from '#server/platform/log.ts'
import { madeOnce } from '#server/platform/made-once.ts'

/** What a mailed token says once it is known to be ours. */
export interface OpenedToken {
  /** The uuid it is for. */
  readonly id: string
  /** The version it was made with; the caller refuses it where the thing has a higher one. */
  readonly version: number
}

export interface Secrets {
  /** 22 letters (128 bits) that only this site can make. `purpose` names one use; a proof for one use is no proof for another. */
  derive(purpose: string, id: string, version: number): string
  /** Was `given` derived for exactly this? Takes the same time for every wrong answer. */
  check(purpose: string, id: string, version: number, given: string): boolean
  /** A token for a path segment, 46 letters or so: the uuid, the proof, the version. */
  token(purpose: string, id: string, version: number): string
  /** What a token is for, or null where it was not made here for this purpose. Asks no database. */
  openToken(purpose: string, token: string): OpenedToken | null
  /** 32 bytes that only this site can make, for what needs a key of its own. */
  bytes(purpose: string): Buffer
  /** Encrypts a text that waits in a payload. */
  seal(purpose: string, text: string): string
  /** The text that was sealed, or null where it was not sealed here for this purpose. */
  unseal(purpose: string, sealed: string): string | null
  /** What is stored of a random token: SHA-256, in hex. */
  hash(token: string): string
}

/** Values of one shape and use, sealed as text for a cookie, a form or a payload. */
export function sealedAs<T>(purpose: string) {
  return {
    seal: (secrets: Secrets, value: T) => secrets.seal(purpose, JSON.stringify(value)),
    /** The value that was sealed here for this use, or null. */
    open(secrets: Secrets, sealed: string): T | null {
      const opened = secrets.unseal(purpose, sealed)
      return opened === null ? null : JSON.parse(opened)
    },
  }
}

/** 22 random letters (128 bits), for what can't be derived. Store them hashed. */
export function randomToken(): string {
  return randomBytes(16).toString('base64url')
}

const tokenShape = /^([\w-]{22})([\w-]{22})([0-9a-z]{1,6})$/

/**
 * Makes the site's secrets from its key (`SECRET_KEY`).
 * @throws a sentence where the key has fewer than 16 characters
 */
export function makeSecrets(secretKey: string | Secret): Secrets {
  const root = secretKey instanceof Secret ? secretKey.reveal() : secretKey
  if (root.length < 16) throw new Error('SECRET_KEY needs at least 16 characters; 43 random ones are good.')
  const keyFor = madeOnce((use: string) => Buffer.from(hkdfSync('sha256', root, 'guildhall', use, 32)))

  const derive = (purpose: string, id: string, version: number) =>
    createHmac('sha256', keyFor(`derive ${purpose}`))
      .update(`${version} ${id}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url')

  const check = (purpose: string, id: string, version: number, given: string) => {
    const expected = Buffer.from(derive(purpose, id, version))
    const answer = Buffer.from(given)
    return answer.length === expected.length && timingSafeEqual(answer, expected)
  }

  return {
    derive,
    check,
    token: (purpose, id, version) => `${shortId(id)}${derive(purpose, id, version)}${version.toString(36)}`,
    openToken(purpose, token) {
      const [, short = '', proof = '', written = ''] = tokenShape.exec(token) ?? []
      const id = longId(short)
      const version = Number.parseInt(written, 36)
      return id && check(purpose, id, version, proof) ? { id, version } : null
    },
    bytes: (purpose) => keyFor(`bytes ${purpose}`),
    seal(purpose, text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return null
      try {
        const cipher = createDecipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), bytes.subarray(0, 12), {
          authTagLength: 16,
        })
        cipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    hash: (token) => createHash('sha256').update(token).digest('hex'),
  }
}

/**
 * Secrets for showing a mail to a reader who is not its recipient: every secret in it becomes dots.
 * Links made with them lead nowhere.
 */
export const dottedSecrets: Secrets = {
  derive: () => '•'.repeat(22),
  check: () => false,
  token: () => '•'.repeat(22),
  openToken: () => null,
  bytes: () => Buffer.alloc(32),
  seal: () => '•'.repeat(22),
  unseal: () => '••••••',
  hash: () => '•'.repeat(22),
}
