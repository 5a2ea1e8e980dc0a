/** Which machines stand in front of this one (`TRUSTED_PROXIES`). Pure. */
import { BlockList, isIPv6 } from 'node:net'

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Is a connection from one of them? */
export function isRelay(ip: string, ranges: readonly string[]): boolean {
  const known = new BlockList()
  for (const range of ranges.flatMap((one) => named[one] ?? [one])) {
    const [address = '', bits] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    known.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  const bare = ip.replace(/^::ffff:/i, '')
  return known.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
}
