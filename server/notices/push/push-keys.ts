/**
 * The key pair by which push services know this site (VAPID, RFC 8292). It is derived from the site's key, so it lasts as long as that,
 * lies nowhere by itself, and is in every backup.
 */
import { createECDH } from 'node:crypto'
import type { Secrets } from '#server/platform/secrets.ts'

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

const made = new WeakMap<Secrets, PushKeys>()

/** Both keys in base64url, as browsers and push services take them. */
export function pushKeys(secrets: Secrets): PushKeys {
  const keys = made.get(secrets) ?? makeKeys(secrets)
  made.set(secrets, keys)
  return keys
}

function makeKeys(secrets: Secrets): PushKeys {
  const pair = createECDH('prime256v1')
  // One number in four thousand million is none of this curve; then the next one is.
  for (let nth = 1; ; nth++) {
    const privateKey = secrets.bytes(`push ${nth}`)
    try {
      pair.setPrivateKey(privateKey)
    } catch {
      continue
    }
    return { publicKey: pair.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') }
  }
}
