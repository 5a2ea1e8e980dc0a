/**
 * Reads the mailbox of `IMAP_URL`, for sites to which no mail comes by SMTP. It stays connected, takes each mail once, and marks it as
 * seen; where the connection ends it waits, longer each time, and connects anew.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { minute, second } from '#server/platform/clock.ts'
import { isLocalHost } from '#server/platform/setting-shapes.ts'
import { doWork, type Platform } from '#server/platform/work.ts'
import { readFound } from './found-mail.ts'
import { mailboxAddress } from './mailbox-address.ts'
import { lockLastUid, saveLastUid, saveStanding } from './mailbox-store.ts'
import { keepArrived, largestMail } from './taken-in.ts'

const pauses = { least: second, most: 5 * minute }
/** What is read of a mail that is too large: enough for its headers. */
const beginning = 65_536

/** A reader that runs. */
export interface MailboxReader {
  stop(): Promise<void>
}

/** Starts it where `IMAP_URL` is set. A copy of a site leaves the mailbox to the site. */
export function startMailboxReader(platform: Platform): MailboxReader | null {
  const url = platform.config.imapUrl && new URL(platform.config.imapUrl.reveal())
  if (!url) return null
  const ending = new AbortController()
  const done = readOn(platform, url, ending.signal)
  return {
    async stop() {
      ending.abort()
      await done
    },
  }
}

async function readOn(platform: Platform, url: URL, ending: AbortSignal): Promise<void> {
  const address = mailboxAddress(url)
  let pause = pauses.least
  while (!ending.aborted) {
    try {
      if (await isSite(platform)) {
        await readUntilClosed(platform, url, ending)
        pause = pauses.least
      }
    } catch (err) {
      platform.log.warn({ err, mailbox: address }, 'the mailbox could not be read')
      await doWork(platform, (work) => saveStanding(work, address, wordsOf(err))).catch(() => undefined)
    }
    await sleep(pause, undefined, { signal: ending }).catch(() => undefined)
    pause = Math.min(pause * 2, pauses.most)
  }
}

function wordsOf(err: unknown): string {
  const { responseText, message } = err as { responseText?: string; message?: string }
  return (responseText || message || 'It did not answer.').slice(0, 300)
}

/** A restored copy reads nothing until its owner says that it is the site. */
async function isSite({ database }: Platform): Promise<boolean> {
  const site = await database.read.selectFrom('site').select(['restored_from', 'went_live_at']).executeTakeFirst()
  return !site?.restored_from || site.went_live_at !== null
}

async function readUntilClosed(platform: Platform, url: URL, ending: AbortSignal): Promise<void> {
  const isSecure = url.protocol === 'imaps:'
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 993 : 143),
    secure: isSecure,
    // A password goes in clear only to this machine.
    ...(isSecure ? {} : { doSTARTTLS: !isLocalHost(url.hostname) }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    // Some servers end a wait after ten minutes, and some never tell of new mail.
    maxIdleTime: 2 * minute,
  })
  const closed = new Promise<void>((close, fail) => client.on('close', close).on('error', fail))
  closed.catch(() => undefined)
  const end = () => client.close()
  ending.addEventListener('abort', end, { once: true })
  try {
    await client.connect()
    const box = await client.mailboxOpen(decodeURIComponent(url.pathname.slice(1)) || 'INBOX')
    const address = mailboxAddress(url)
    await doWork(platform, (work) => saveStanding(work, address, null))
    const take = inTurn(() => takeNew(platform, client, { address, uidValidity: Number(box.uidValidity) }))
    const failed = new Promise<never>((_, fail) => client.on('exists', () => void take().catch(fail)))
    await take()
    await Promise.race([closed, failed])
  } finally {
    ending.removeEventListener('abort', end)
    client.close()
  }
}

/** Runs a task again for each call, one run after the other. */
function inTurn(run: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve()
  return () => {
    last = last.then(run)
    return last
  }
}

/** Takes what came since; each mail and how far was read are one transaction. */
async function takeNew(
  platform: Platform,
  client: ImapFlow,
  { address, uidValidity }: { readonly address: string; readonly uidValidity: number },
): Promise<void> {
  const last = await doWork(platform, (work) => lockLastUid(work, address, uidValidity))
  const found = await client.fetchAll(`${last + 1}:*`, { uid: true, size: true }, { uid: true })
  // A server gives the last mail also where none has a higher number.
  for (const { uid, size = 0 } of found.filter(({ uid }) => uid > last).toSorted((a, b) => a.uid - b.uid)) {
    const isCut = size > largestMail
    const source = isCut ? { start: 0, maxLength: beginning } : true
    const message = await client.fetchOne(String(uid), { uid: true, source }, { uid: true })
    const raw = message ? message.source : undefined
    const mail = raw ? await readFound(platform, raw) : null
    await doWork(platform, async (work) => {
      if ((await lockLastUid(work, address, uidValidity)) >= uid) return
      if (mail) await keepArrived(work, { ...mail, isCut }, mail.recipients)
      await saveLastUid(work, address, { uidValidity, uid })
    })
    if (mail) await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  }
}
