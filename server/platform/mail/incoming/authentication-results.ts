/** Reads what a mail server noted of who vouches for a mail (RFC 8601). Pure. */

/**
 * Did the server with this name find that the domain of the author vouches for the mail? Only the first header of that server counts:
 * it takes out those that came from outside under its name, and puts its own at the top.
 * @param headers the `Authentication-Results` of the mail, from the top
 * @param from the address of its author, in lower case
 */
export function vouchesBy(headers: readonly string[], server: string, from: string): boolean {
  const domain = from.split('@').at(-1) ?? ''
  const own = headers.map(withoutComments).find((text) => serverOf(text) === server.toLowerCase())
  if (!own || !domain) return false
  const results = own
    .split(';')
    .slice(1)
    .map((text) => text.trim().toLowerCase())
  const dmarc = results.find((text) => text.startsWith('dmarc='))
  if (dmarc && !/^dmarc=none\b/.test(dmarc))
    return /^dmarc=pass\b/.test(dmarc) && property(dmarc, 'header.from') === domain
  return results.some((text) =>
    /^dkim=pass\b/.test(text)
      ? (property(text, 'header.d') ?? property(text, 'header.i')?.split('@').at(-1)) === domain
      : /^spf=pass\b/.test(text) && property(text, 'smtp.mailfrom')?.split('@').at(-1) === domain,
  )
}

function serverOf(text: string): string {
  return (text.split(';')[0] ?? '').trim().split(/\s/)[0]?.toLowerCase() ?? ''
}

function property(text: string, name: string): string | undefined {
  return text
    .split(/\s+/)
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .replaceAll('"', '')
}

/** Comments stand in brackets, and may stand in each other. */
function withoutComments(text: string): string {
  let rest = text
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/\([^()]*\)/g, ' ')
  }
  return rest
}
