/** No mail and no password goes in clear to another machine unless the operator said so; if a user is set, we sign in first. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { Secret } from '#server/platform/log.ts'
import { mailServerOf, type TlsTerms } from './mail-server.ts'
import { offersTls, openTransport } from './transport.ts'

/** What one server saw. */
interface Seen {
  readonly mails: { encrypted: boolean; user: string | null }[]
  readonly passwords: { encrypted: boolean; password: string }[]
}

/** A server on loopback, and what it saw. */
async function openServer(options: SMTPServerOptions): Promise<Seen & { host: string; close(): Promise<void> }> {
  const seen: Seen = { mails: [], passwords: [] }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    closeTimeout: 100,
    ...options,
    onAuth({ username, password }, { secure }, next) {
      seen.passwords.push({ encrypted: secure, password: password ?? '' })
      next(password === 'right' ? null : new Error('no'), { user: username })
    },
    onData(stream, { secure, user }, next) {
      seen.mails.push({ encrypted: secure, user: user ? String(user) : null })
      stream.resume().on('end', () => next())
    },
  })
  // A client that rejects the certificate is not a fault of this server.
  server.on('error', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.server.address()
  assert.ok(address && typeof address === 'object')
  return {
    ...seen,
    host: `127.0.0.1:${address.port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

const mail = { from: 'post@guild.example', to: 'ada@example.org', subject: 'Hello', text: 'Your way in' }
/** Its certificate is self-signed. */
const trusting = '?tls.rejectUnauthorized=false'

async function handTo(url: string, tls: TlsTerms | null) {
  const transport = openTransport(mailServerOf(new Secret(url), tls), { connections: 1 })
  try {
    return await transport.hand(mail)
  } finally {
    transport.close()
  }
}

type Server = Awaited<ReturnType<typeof openServer>>
let full: Server
let plain: Server
let unsigned: Server

before(async () => {
  full = await openServer({})
  plain = await openServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  unsigned = await openServer({ disabledCommands: ['AUTH'] })
})
after(() => Promise.all([full, plain, unsigned].map((one) => one.close())))

describe('a server with STARTTLS and AUTH', () => {
  test('gets password and mail encrypted', async () => {
    assert.deepEqual(await handTo(`smtp://ada:right@${full.host}/${trusting}`, null), { outcome: 'taken' })
    assert.deepEqual(full.passwords.at(-1), { encrypted: true, password: 'right' })
    assert.deepEqual(full.mails.at(-1), { encrypted: true, user: 'ada' })
  })

  test('whose certificate does not hold gets neither', async () => {
    const before = full.passwords.length
    assert.equal((await handTo(`smtp://ada:right@${full.host}`, null)).outcome, 'closed')
    assert.equal(full.passwords.length, before)
  })

  test('that does not know the password gets no mail', async () => {
    const before = full.mails.length
    assert.equal((await handTo(`smtp://ada:wrong@${full.host}/${trusting}`, null)).outcome, 'closed')
    assert.equal(full.mails.length, before)
  })
})

describe('a server without STARTTLS', () => {
  test('gets neither password nor mail', async () => {
    const { outcome } = await handTo(`smtp://ada:right@${plain.host}`, null)
    assert.deepEqual([outcome, plain.passwords, plain.mails], ['closed', [], []])
    assert.equal(await offersTls(mailServerOf(new Secret(`smtp://${plain.host}`), null)), false)
  })

  for (const said of ['offered', 'off'] as const)
    test(`gets both in clear where the operator says "${said}"`, async () => {
      assert.deepEqual(await handTo(`smtp://ada:right@${plain.host}`, said), { outcome: 'taken' })
      assert.deepEqual(plain.mails.at(-1), { encrypted: false, user: 'ada' })
    })
})

describe('a server without AUTH', () => {
  test('gets no mail where there is a user to sign in as', async () => {
    for (const terms of [null, 'offered'] as const) {
      const { outcome } = await handTo(`smtp://ada:right@${unsigned.host}/${trusting}`, terms)
      assert.deepEqual([outcome, unsigned.mails], ['closed', []])
    }
  })

  test('on this machine takes mails where there is none', async () => {
    assert.deepEqual(await handTo(`smtp://${unsigned.host}/${trusting}`, null), { outcome: 'taken' })
    assert.deepEqual(unsigned.mails.at(-1), { encrypted: true, user: null })
  })
})

test('TLS is insisted on unless the server is on this machine and has no password', () => {
  const termsOf = (url: string) => mailServerOf(new Secret(url), null).tls
  assert.equal(termsOf('smtp://mail.example.org'), 'required')
  assert.equal(termsOf('smtp://ada:x@localhost'), 'required')
  assert.equal(termsOf('smtps://localhost'), 'required')
  assert.equal(termsOf('smtp://localhost:1025'), 'offered')
  assert.equal(termsOf('smtp://127.0.0.1'), 'offered')
  assert.equal(termsOf('smtp://[::1]'), 'offered')
})
