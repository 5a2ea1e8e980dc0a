/**
 * Sends forms with files as a browser does, and fetches files.
 */
import type { CastName } from '#tests/support/cast.ts'
import type { Site } from '#tests/support/site.ts'

export interface FileAnswer {
  readonly status: number
  readonly text: string
  readonly bytes: Buffer
  readonly headers: Record<string, string | string[] | number | undefined>
}

/** A file to send: its name and its bytes. */
export interface Sent {
  readonly name: string
  readonly bytes: Uint8Array | string
  readonly type?: string
}

/** Sends a multipart form as a person; `accept` decides between page and JSON. */
export async function sendFiles(
  site: Site,
  who: CastName,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  files: Readonly<Record<string, Sent>>,
  accept = 'application/json',
): Promise<FileAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  for (const [name, { bytes, name: called, type }] of Object.entries(files)) {
    form.append(
      name,
      new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], {
        type: type ?? 'application/octet-stream',
      }),
      called,
    )
  }
  const whole = new Response(form)
  return ask(
    site,
    who,
    'POST',
    path,
    { accept, 'content-type': whole.headers.get('content-type') as string },
    Buffer.from(await whole.arrayBuffer()),
  )
}

/** Fetches bytes as a person, or as a visitor. */
export function fetchFile(
  site: Site,
  who: CastName | 'visitor',
  path: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<FileAnswer> {
  return ask(site, who, method, path, { accept: '*/*', ...headers })
}

async function ask(
  site: Site,
  who: CastName | 'visitor',
  method: 'GET' | 'HEAD' | 'POST',
  url: string,
  headers: Record<string, string>,
  payload?: Buffer,
): Promise<FileAnswer> {
  const authorization: Record<string, string> =
    who === 'visitor' ? {} : { authorization: `Bearer ${site.cast.people[who].token}` }
  const reply = await site.server.inject({
    method,
    url,
    headers: { ...authorization, ...headers },
    ...(payload ? { payload } : {}),
  })
  return { status: reply.statusCode, text: reply.body, bytes: reply.rawPayload, headers: reply.headers }
}
