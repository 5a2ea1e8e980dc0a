/**
 * A push service on loopback (RFC 8030), and browsers that are subscribed at it. It decrypts what it gets as a browser would
 * (RFC 8291, RFC 8188), and checks who signed it (RFC 8292), by itself and without the library that the site pushes with.
 */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  randomUUID,
  verify,
} from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { after } from 'node:test'

/** What a browser got. */
export interface Arrived {
  readonly title: string
  readonly says: string
  readonly address: string
  readonly tag: string
}

/** A browser with a subscription. */
export interface TestBrowser {
  /** As the page sends it to the site. */
  readonly subscription: { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  /** What arrived, in order. */
  readonly got: Arrived[]
  /** The headers of each push. */
  readonly headers: IncomingMessage['headers'][]
}

export interface PushService {
  readonly origin: string
  subscribe(): TestBrowser
  /** What it answers from here on; `hang` takes a push and never answers. */
  answers: number | 'hang'
  /** `Retry-After` of these answers, in seconds. */
  retryAfter: number | null
  /** How often it was asked, whatever it answered. */
  readonly asked: number
}

interface Receiver extends TestBrowser {
  readonly keys: ECDH
  readonly secret: Buffer
}

/** Opens one on a free port; it ends after the file's tests. */
export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, Receiver>()
  const service = {
    origin: '',
    answers: 201 as number | 'hang',
    retryAfter: null as number | null,
    asked: 0,
    subscribe,
  }

  function subscribe(): TestBrowser {
    const keys = createECDH('prime256v1')
    keys.generateKeys()
    const secret = randomBytes(16)
    const path = `/push/${randomUUID()}`
    const subscription = {
      endpoint: `${service.origin}${path}`,
      p256dh: keys.getPublicKey('base64url'),
      auth: secret.toString('base64url'),
    }
    const browser: Receiver = { subscription, got: [], headers: [], keys, secret }
    browsers.set(path, browser)
    return browser
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    service.asked += 1
    const browser = browsers.get(request.url ?? '')
    if (service.answers === 'hang') return
    if (!browser) {
      response.writeHead(404).end()
      return
    }
    if (service.answers < 300) {
      checkSender(String(request.headers.authorization), service.origin)
      browser.headers.push(request.headers)
      browser.got.push(JSON.parse(decrypt(body, browser).toString()))
    }
    const told = service.retryAfter === null ? {} : { 'retry-after': String(service.retryAfter) }
    response.writeHead(service.answers, told).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return service
}

/** One record of `aes128gcm`, for this browser's keys. */
function decrypt(body: Buffer, { keys, secret }: Receiver): Buffer {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const sealed = body.subarray(21 + idLength)
  const derive = (from: Buffer, with_: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', from, with_, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const shared = derive(keys.computeSecret(sender), secret, info, 32)
  const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2))
}

/** @throws where it is not signed by the key that it names, for this service, by somebody with an address */
function checkSender(authorization: string, origin: string): void {
  const [, token = '', key = ''] = /^vapid t=(\S+), ?k=(\S+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  const isRight = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  if (!isRight || aud !== origin || !/^mailto:\S+@\S+$/.test(sub) || exp * 1000 < Date.now())
    throw new Error(`Not signed as it should be: ${aud} ${sub} ${exp}`)
}
