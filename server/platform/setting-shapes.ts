/**
 * Shapes of settings: what counts as a host, an address, a size.
 */
import { isIP } from 'node:net'

const rangeNames = ['loopback', 'linklocal', 'uniquelocal']

/** A name or address to listen on. */
export function isHost(text: string): boolean {
  return isIP(text) > 0 || (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) && !/^[\d.]+$/.test(text))
}

/** The address of a database, with a host or, as in `postgres:///guildhall?host=/var/run/postgresql`, a folder of its socket. */
export function isPostgres(text: string): boolean {
  return /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text)
}

/** An http address without a path. */
export function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  )
}

/** Is this name or address that of this machine? */
export function isLocalHost(host: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)
}

/** The address of a mail server. */
export function isSmtp(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''
}

/** The address of a mailbox, with who opens it. */
export function isImap(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return /^imaps?:$/.test(protocol) && hostname !== '' && username !== '' && password !== ''
}

/** An address, a range of them, or a name for some. */
export function isRange(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const family = isIP(address)
  if (bits === undefined) return family > 0 || rangeNames.includes(text)
  return family > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
}

const units: Record<string, number> = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 }

/** A size in words as bytes; NaN or 0 where it is not a size. */
export function bytes(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMG]?B?)$/.exec(text.toUpperCase()) ?? []
  return Math.floor(Number(amount) * (units[unit] ?? units[`${unit}B`] ?? 0))
}
