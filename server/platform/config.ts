/**
 * Everything that is set from outside, in one place. Each setting is an environment variable of its name,
 * or a file named by the variable with `_FILE` behind it. Each mistake is reported in one sentence.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { makeDataDir } from '#server/platform/data-dir.ts'
import { logLevels, Secret } from '#server/platform/log.ts'
import type { TlsTerms } from '#server/platform/mail/mail-server.ts'
import { hostAndPort, mailSettings, mistakesOfMail, notesOfMail } from '#server/platform/mail/mail-settings.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { type Reach, reaches } from '#server/platform/outgoing/post-outside.ts'
import { bytes, isHost, isLocalHost, isOrigin, isPostgres, isRange } from '#server/platform/setting-shapes.ts'

const roles = ['web', 'worker'] as const

const shortestKey = 32

const onOff: Record<string, boolean> = {
  on: true,
  off: false,
  true: true,
  false: false,
  yes: true,
  no: false,
  1: true,
  0: false,
}

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const secret = z.string().transform((text) => new Secret(text))

/** The settings, each with what it is for (the words of docs/operating.md) and, where it has one, its default. */
export const settings = z.object({
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a number from 0 to 65535')
    .transform(Number)
    .default(3000)
    .describe('The port to listen on.'),
  HOST: z
    .string()
    .refine(isHost, 'must be an address such as 127.0.0.1 or 0.0.0.0, or the name of this machine')
    .default('127.0.0.1')
    .describe('The address to listen on: 127.0.0.1 answers only this machine, 0.0.0.0 everybody.'),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be an address such as https://guild.example.org, without a path')
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('The address people use, as mails and links say it. Default: http://HOST:PORT.'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('The folder of the database, uploaded files and the secret key; a relative one is below the program.'),
  DATABASE_URL: z
    .string()
    .refine(isPostgres, 'must be an address such as postgres://user:password@host/database')
    .transform((text) => new Secret(text))
    .optional()
    .describe(
      'A PostgreSQL server of your own (18 or later) instead of the one that comes along: postgres://user:password@host/database.',
    ),
  ...mailSettings,
  SITE_NAME: z
    .string()
    .max(120, 'must be at most 120 letters')
    .optional()
    .describe(
      'The name of the site, in the head of its pages and in its mails. Default: the one it was given there, at first Guildhall.',
    ),
  ROLES: list
    .refine(
      (given) => given.length > 0 && given.every((role) => (roles as readonly string[]).includes(role)),
      'must be web, worker, or web,worker',
    )
    .transform((given) => given as (typeof roles)[number][])
    .default([...roles])
    .describe('What this process does: answer requests, run jobs, or both.'),
  DEMO: z
    .string()
    .toLowerCase()
    .refine((text) => text in onOff, 'must be on or off')
    .transform((text) => onOff[text] === true)
    .default(true)
    .describe(
      'Whether an empty site opens with the demo. It never does where PUBLIC_URL or HOST is not local, or DATABASE_URL or SMTP_URL is set.',
    ),
  TRUSTED_PROXIES: list
    .refine(
      (given) => given.every(isRange),
      'must list addresses or ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    )
    .default([])
    .describe('The proxies whose X-Forwarded headers are believed, separated by commas.'),
  UPLOAD_MAX: z
    .string()
    .transform(bytes)
    .refine((size) => size > 0, 'must be a size such as 500MB or 2GB')
    .default(500_000_000)
    .describe('The largest file somebody may upload.'),
  OUTGOING: z
    .enum(reaches, `must be one of ${reaches.join(', ')}`)
    .default('public')
    .describe(
      'Where the site may send by itself what it pushes to devices: `public` is by HTTPS to public addresses alone; `any` is for a push service in your own network, and for tests.',
    ),
  METRICS_TOKEN: secret
    .optional()
    .describe('The bearer token that /metrics asks for. Without it /metrics answers this machine only.'),
  SECRET_KEY: z
    .string()
    .min(shortestKey, `must have at least ${shortestKey} letters`)
    .transform((text) => new Secret(text))
    .optional()
    .describe(
      'What mailed links and sessions are signed with; the same for all processes of a site. Default: made once and kept in DATA_DIR/secret-key.',
    ),
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .describe(`How much is logged: ${logLevels.join(', ')}.`),
})

export interface Config {
  readonly port: number
  readonly host: string
  /** An origin without a slash at its end. */
  readonly publicUrl: string
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: Secret | null
  readonly smtpUrl: Secret | null
  /** Null leaves it to the address. */
  readonly smtpTls: TlsTerms | null
  readonly mailFrom: string
  /** Where mails come in; null where none do. */
  readonly mailIn: { readonly host: string; readonly port: number } | null
  /** A mailbox that is read; null where there is none. */
  readonly imapUrl: Secret | null
  /** The name of its server in `Authentication-Results`; null leaves it to signatures. */
  readonly imapAuthserv: string | null
  /** An address with a star; null where mails are not answered by mail. */
  readonly mailReplyTo: string | null
  /** Null keeps the one the site has. */
  readonly siteName: string | null
  readonly roles: readonly (typeof roles)[number][]
  /** Whether an empty site opens with the demo. */
  readonly demo: boolean
  /** The reason why the demo is closed, as part of a sentence; null where nothing keeps it closed. */
  readonly againstDemo: string | null
  readonly trustedProxies: readonly string[]
  /** In bytes. */
  readonly uploadMax: number
  readonly outgoing: Reach
  readonly metricsToken: Secret | null
  readonly secretKey: Secret
  readonly logLevel: (typeof logLevels)[number]
  /** Checks every view against its schema before it is sent: for tests. */
  readonly strictViews: boolean
  /** Sentences to say at start: settings that do not do what they seem to. */
  readonly notes: readonly string[]
}

/** Settings that cannot be used, a sentence for each. */
export class ConfigMistakes extends Error {
  readonly sentences: readonly string[]
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.sentences = sentences
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings. Makes the data folder, and in it the secret key where none is set.
 * @throws ConfigMistakes
 */
export function readConfig(environment: Environment): Config {
  const mistakes: string[] = []
  const given: Record<string, string> = {}
  for (const name of Object.keys(settings.shape)) {
    const text = readSetting(environment, name, mistakes)
    if (text) given[name] = text
  }
  const { data, error } = settings.safeParse(given)
  for (const issue of error?.issues ?? []) mistakes.push(`${issue.path[0]?.toString()} ${issue.message}.`)
  if (data?.SMTP_URL) mistakes.push(...mistakesOfMail(data.SMTP_URL.reveal(), data.SMTP_TLS ?? null))
  if (!data || mistakes.length > 0) throw new ConfigMistakes(mistakes)

  const dataDir = resolve(fileURLToPath(new URL('../..', import.meta.url)), data.DATA_DIR)
  try {
    makeDataDir(dataDir)
  } catch (problem) {
    throw new ConfigMistakes([(problem as Error).message])
  }
  const publicUrl = data.PUBLIC_URL ?? `http://${data.HOST.includes(':') ? `[${data.HOST}]` : data.HOST}:${data.PORT}`
  const mailFrom = data.MAIL_FROM ?? defaultSender(publicUrl)
  const mailIn = data.MAIL_IN ? hostAndPort(data.MAIL_IN) : null
  const comesIn = mailIn !== null || data.IMAP_URL !== undefined
  const against = data.DEMO ? reasonAgainstDemo(given) : 'DEMO is off'
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? null,
    smtpUrl: data.SMTP_URL ?? null,
    smtpTls: data.SMTP_TLS ?? null,
    mailFrom,
    mailIn,
    imapUrl: data.IMAP_URL ?? null,
    imapAuthserv: data.IMAP_AUTHSERV ?? null,
    mailReplyTo: comesIn ? (data.MAIL_REPLY_TO ?? readSender(mailFrom).address.replace('@', '+*@')) : null,
    siteName: data.SITE_NAME ?? null,
    roles: data.ROLES,
    demo: against === null,
    againstDemo: against,
    trustedProxies: data.TRUSTED_PROXIES,
    uploadMax: data.UPLOAD_MAX,
    outgoing: data.OUTGOING,
    metricsToken: data.METRICS_TOKEN ?? null,
    secretKey: data.SECRET_KEY ?? keptSecretKey(dataDir),
    logLevel: data.LOG_LEVEL,
    strictViews: false,
    notes: [
      ...(given.DEMO && data.DEMO && against ? [`DEMO is on, but the demo stays off, because ${against}.`] : []),
      ...(data.MAIL_REPLY_TO && !comesIn ? ['MAIL_REPLY_TO does nothing without MAIL_IN or IMAP_URL.'] : []),
      ...notesOfMail(data.SMTP_URL?.reveal() ?? null, data.SMTP_TLS ?? null),
      ...(!data.PUBLIC_URL && isWildcard(data.HOST)
        ? ['PUBLIC_URL is not set: people reach this site only from this machine. Set it to the address they use.']
        : []),
    ],
  }
}

function readSetting(environment: Environment, name: string, mistakes: string[]): string | undefined {
  const text = environment[name]
  const file = environment[`${name}_FILE`]
  if (!file) return text?.trim()
  if (text) {
    mistakes.push(`${name} and ${name}_FILE are both set. Set one of them.`)
    return undefined
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (problem) {
    mistakes.push(`${name}_FILE names ${file}, which cannot be read: ${(problem as Error).message}.`)
    return undefined
  }
}

function keptSecretKey(dataDir: string): Secret {
  const file = join(dataDir, 'secret-key')
  if (!existsSync(file)) {
    try {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    } catch (problem) {
      // Another process of this site made it in the same moment.
      if ((problem as NodeJS.ErrnoException).code !== 'EEXIST') throw problem
    }
  }
  chmodSync(file, 0o600)
  const key = readFileSync(file, 'utf8').trim()
  if (key.length >= shortestKey) return new Secret(key)
  throw new ConfigMistakes([
    `The secret key in ${file} has fewer than ${shortestKey} letters. Put back the one of a backup; or remove the file: then a new one is made, and mailed links and sessions of before end.`,
  ])
}

function reasonAgainstDemo(given: Record<string, string>): string | null {
  if (given.PUBLIC_URL && !isLocalHost(new URL(given.PUBLIC_URL).hostname)) return 'PUBLIC_URL is not local'
  if (given.HOST && !isLocalHost(given.HOST)) return 'HOST is not local'
  if (given.DATABASE_URL) return 'DATABASE_URL is set'
  if (given.SMTP_URL) return 'SMTP_URL is set'
  return null
}

/** Does this host mean every address of the machine? */
function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function defaultSender(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  return `guildhall@${isIP(hostname.replace(/^\[|\]$/g, '')) ? 'localhost' : hostname}`
}
