/**
 * A browser without a screen: it keeps cookies, follows the rules of forms and sends its origin, as a bearer token can't.
 */
import type { FastifyInstance } from 'fastify'
import type { Answer } from '#tests/support/site.ts'

export interface Jar {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  json(path: string): Promise<Answer>
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  send(path: string, body?: unknown): Promise<Answer>
  /** Sends one file under a field's name. */
  upload(path: string, field: string, file: { name: string; type: string; bytes: Buffer }): Promise<Answer>
}

/** Opens an empty jar on a server that need not listen. */
export function openJar(server: FastifyInstance, publicUrl: string): Jar {
  const cookies = new Map<string, string>()
  const origin = new URL(publicUrl).origin

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string | Buffer,
  ): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await server.inject({
      method,
      url: url.replace(origin, ''),
      headers: { ...(method === 'POST' && { origin }), ...(cookie && { cookie }), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const line of [reply.headers['set-cookie'] ?? []].flat()) keep(line)
    const isJson = String(reply.headers['content-type'] ?? '').includes('json')
    return {
      status: reply.statusCode,
      text: reply.body,
      headers: reply.headers,
      json: isJson ? JSON.parse(reply.body) : undefined,
    }
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/; *max-age=0(;|$)/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }

  return {
    cookies,
    get: (path, headers = {}) => ask('GET', path, { accept: 'text/html', ...headers }),
    json: (path) => ask('GET', path, { accept: 'application/json' }),
    post: (path, fields = {}, headers = {}) =>
      ask(
        'POST',
        path,
        { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(fields).toString(),
      ),
    send: (path, body = {}) =>
      ask('POST', path, { accept: 'application/json', 'content-type': 'application/json' }, JSON.stringify(body)),
    upload(path, field, { name, type, bytes }) {
      const boundary = 'a-line-between-parts'
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
      return ask(
        'POST',
        path,
        { accept: 'text/html', 'content-type': `multipart/form-data; boundary=${boundary}` },
        body,
      )
    },
  }
}
