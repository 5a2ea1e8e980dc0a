import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inspect } from 'node:util'
import { ConfigMistakes, readConfig } from '#server/platform/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-config-'))
after(() => rmSync(folder, { recursive: true }))

const base = { DATA_DIR: folder }
const mistakesOf = (environment: Record<string, string>) => {
  try {
    readConfig({ ...base, ...environment })
  } catch (problem) {
    if (problem instanceof ConfigMistakes) return problem.sentences
    throw problem
  }
  return []
}

test('without settings it serves this machine only, with the demo', () => {
  const config = readConfig(base)
  assert.equal(config.port, 3000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.publicUrl, 'http://127.0.0.1:3000')
  assert.deepEqual(config.roles, ['web', 'worker'])
  assert.equal(config.demo, true)
  assert.equal(config.uploadMax, 500_000_000)
  assert.equal(config.mailFrom, 'guildhall@localhost')
})

test('the secret key is made once, and only its owner may read it', () => {
  const first = readConfig(base).secretKey.reveal()
  assert.equal(readConfig(base).secretKey.reveal(), first)
  assert.ok(first.length >= 43)
  assert.equal(statSync(join(folder, 'secret-key')).mode & 0o777, 0o600)
})

test('each mistake is one sentence that names the setting', () => {
  const sentences = mistakesOf({
    PORT: 'eighty',
    PUBLIC_URL: 'https://guild.example.org/path',
    DATABASE_URL: 'mysql://db',
    SMTP_URL: 'mail.example.org',
    SMTP_TLS: 'perhaps',
    MAIL_FROM: 'nobody',
    ROLES: 'web,wroker',
    DEMO: 'maybe',
    TRUSTED_PROXIES: '10.0.0.0/40',
    UPLOAD_MAX: 'big',
    SECRET_KEY: 'short',
    LOG_LEVEL: 'loud',
  })
  assert.equal(sentences.length, 12)
  for (const sentence of sentences) assert.match(sentence, /^[A-Z_]+ must .+\.$/)
})

test('whether mails are encrypted is set in one place, and a setting that sends them in clear is warned of', () => {
  const SMTP_URL = 'smtp://ada:x@mail.example.org'
  assert.match(mistakesOf({ SMTP_URL: `${SMTP_URL}/?ignoreTLS=true` })[0] ?? '', /ignoreTLS.*SMTP_TLS/)
  assert.match(mistakesOf({ SMTP_URL: 'smtps://mail.example.org', SMTP_TLS: 'off' })[0] ?? '', /always encrypted/)
  const notesOf = (given: Record<string, string>) => readConfig({ ...base, ...given }).notes
  assert.deepEqual(notesOf({ SMTP_URL }), [])
  assert.match(notesOf({ SMTP_URL, SMTP_TLS: 'off' })[0] ?? '', /mails and the password of SMTP_URL go to .* in clear/)
  assert.match(notesOf({ SMTP_URL, SMTP_TLS: 'Offered' })[0] ?? '', /where it offers no TLS/)
  assert.deepEqual(notesOf({ SMTP_URL: 'smtp://localhost:1025', SMTP_TLS: 'off' }), [])
})

test('an unknown setting that looks like one of ours is reported', () => {
  for (const [name, texts] of Object.entries({
    PORT: ['-1', '70000', '1.5', '0x50', '8e1'],
    HOST: ['999.1.1.1', 'a b', 'http://x', '-'],
    DATABASE_URL: ['postgres://ada:a b@:x', 'postgres://'],
  }))
    for (const text of texts)
      assert.deepEqual(
        mistakesOf({ [name]: text }).map((one) => one.split(' ')[0]),
        [name],
        `${name}=${text}`,
      )
  for (const host of ['::1', '0.0.0.0', 'localhost', 'guild.example.org'])
    assert.deepEqual(mistakesOf({ HOST: host }), [], host)
  assert.deepEqual(mistakesOf({ DATABASE_URL: 'postgres:///guild?host=/var/run/postgresql' }), [])
})

test('an impossible data folder and a truncated secret key end the start', () => {
  const file = join(folder, 'no-folder')
  writeFileSync(file, '')
  for (const DATA_DIR of [file, join(file, 'below'), join(file, 'below', 'it')])
    assert.equal(
      mistakesOf({ DATA_DIR })[0],
      `DATA_DIR is ${DATA_DIR}, where nothing can be kept: ${file} is a file. Name a folder.`,
    )
  // Places where no folder can be made, and a folder that exists but cannot be written to.
  for (const DATA_DIR of ['/proc', '/proc/x', '/proc/x/y', '/proc/self/fd'].filter(() => existsSync('/proc/self')))
    assert.match(mistakesOf({ DATA_DIR })[0] ?? '', /^DATA_DIR is \/proc.*, where nothing can be kept: .*(ame another)/)
  const DATA_DIR = join(folder, 'cut')
  readConfig({ DATA_DIR })
  writeFileSync(join(DATA_DIR, 'secret-key'), '')
  assert.match(mistakesOf({ DATA_DIR })[0] ?? '', /^The secret key in .* has fewer than 32 letters/)
})

test('a setting may be in a file, but not in both places', () => {
  const file = join(folder, 'url')
  writeFileSync(file, 'smtp://mail.example.org\n')
  assert.equal(readConfig({ ...base, SMTP_URL_FILE: file }).smtpUrl?.reveal(), 'smtp://mail.example.org')
  assert.match(mistakesOf({ SMTP_URL_FILE: file, SMTP_URL: 'smtp://x' })[0] ?? '', /both set/)
  assert.match(mistakesOf({ SMTP_URL_FILE: join(folder, 'none') })[0] ?? '', /SMTP_URL_FILE .* cannot be read/)
})

test('the demo stays closed where others could reach it', () => {
  for (const environment of [
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'https://guild.example.org' },
    { DATABASE_URL: 'postgres://db/guild' },
    { SMTP_URL: 'smtp://mail.example.org' },
    { DEMO: 'off' },
  ]) {
    assert.equal(readConfig({ ...base, ...environment }).demo, false, JSON.stringify(environment))
  }
  assert.equal(readConfig({ ...base, HOST: '::1', PUBLIC_URL: 'http://localhost:3000' }).demo, true)
  assert.match(readConfig({ ...base, DEMO: 'on', HOST: '0.0.0.0' }).notes[0] ?? '', /because HOST is not local/)
})

test('sizes are read in words', () => {
  for (const [text, size] of [
    ['2GB', 2e9],
    ['1.5 mb', 1.5e6],
    ['900', 900],
    ['10k', 10_000],
  ] as const) {
    assert.equal(readConfig({ ...base, UPLOAD_MAX: text }).uploadMax, size)
  }
})

test('secrets do not show when a config is printed', () => {
  const config = readConfig({ ...base, DATABASE_URL: 'postgres://ada:hunter2@db/guild', METRICS_TOKEN: 'hunter3' })
  const shown = [inspect(config, { depth: 9, showHidden: true }), JSON.stringify(config), config.databaseUrl].join()
  assert.doesNotMatch(shown, /hunter|ada:/)
  assert.doesNotMatch(shown, new RegExp(config.secretKey.reveal()))
})
