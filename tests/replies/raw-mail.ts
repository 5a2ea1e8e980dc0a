/** Builds mails byte by byte, as the mail programs of the recorded replies write them. */

/** A mail to build. */
export interface RawMail {
  readonly program: string
  readonly from?: string
  readonly subject?: string
  readonly headers?: readonly string[]
  readonly text?: string
  readonly html?: string
  /** As its parts declare it. */
  readonly charset?: string
  readonly textType?: string
}

/** The bytes of a mail: one part, or text and HTML side by side. */
export function rawMail({
  program,
  from = 'Ben Okafor <ben@people.example>',
  subject = 'Re: How do you begin a meeting?',
  headers = [],
  text,
  html,
  charset = 'utf-8',
  textType = 'text/plain',
}: RawMail): Buffer {
  const parts = [
    ...(text === undefined ? [] : [part(`${textType}; charset=${charset}`, text, charset)]),
    ...(html === undefined ? [] : [part(`text/html; charset=${charset}`, html, charset)]),
  ]
  const head = [
    `From: ${from}`,
    'To: Ada <reply+token@guild.example>',
    `Subject: ${encodedWord(subject)}`,
    'Date: Tue, 01 Dec 2026 11:05:00 +0100',
    `Message-ID: <${program.replace(/\W+/g, '-')}@people.example>`,
    'MIME-Version: 1.0',
    ...headers,
  ]
  if (parts.length === 1) return Buffer.from(`${head.join('\r\n')}\r\n${parts[0]}`)
  const side = ['', ...parts.map((one) => `--edge\r\n${one}`), '--edge--', ''].join('\r\n')
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Type: multipart/alternative; boundary="edge"\r\n${side}`)
}

function part(type: string, words: string, charset: string): string {
  const lines = encoded(words.replace(/\r?\n/g, '\r\n'), charset).toString('base64').replace(/.{76}/g, '$&\r\n')
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`
}

function encodedWord(words: string): string {
  return /^[ -~]*$/.test(words) ? words : `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`
}

/** A text in another encoding than UTF-8, made from what the platform reads of it. */
function encoded(words: string, charset: string): Buffer {
  if (charset === 'utf-8') return Buffer.from(words)
  if (charset === 'iso-2022-jp') return iso2022jp(words)
  const known = tableOf(charset)
  return Buffer.concat([...words].map((letter) => Buffer.from(known.get(letter) ?? [0x3f])))
}

const tables = new Map<string, Map<string, readonly number[]>>()

function tableOf(charset: string): Map<string, readonly number[]> {
  const before = tables.get(charset)
  if (before) return before
  const reader = new TextDecoder(charset, { fatal: true })
  const table = new Map<string, readonly number[]>()
  const learn = (bytes: readonly number[]) => {
    try {
      const letter = reader.decode(Uint8Array.from(bytes))
      if ([...letter].length === 1 && !table.has(letter)) table.set(letter, bytes)
    } catch {
      // These bytes are no letter.
    }
  }
  for (let one = 0; one < 256; one++) learn([one])
  if (/^(?:gb|big5|shift|euc)/.test(charset))
    for (let one = 0x81; one < 0xff; one++) for (let two = 0x40; two < 0xff; two++) learn([one, two])
  tables.set(charset, table)
  return table
}

/** The seven-bit encoding of Japanese mail: EUC-JP without its high bits, between marks that turn it on and off. */
function iso2022jp(words: string): Buffer {
  const known = tableOf('euc-jp')
  let isOn = false
  const bytes: number[] = []
  for (const letter of words) {
    const found = known.get(letter) ?? [0x3f]
    if (found.length > 1 !== isOn) {
      isOn = !isOn
      bytes.push(0x1b, ...(isOn ? [0x24, 0x42] : [0x28, 0x42]))
    }
    bytes.push(...found.map((byte) => byte & 0x7f))
  }
  return Buffer.from(isOn ? [...bytes, 0x1b, 0x28, 0x42] : bytes)
}
