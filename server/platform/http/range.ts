/**
 * `Range` by RFC 9110, 14.1.1 and 14.2, for one part of a file: any other `Range` is ignored.
 */
import type { FastifyInstance } from 'fastify'

const onePart = /^bytes=(\d*)-(\d*)$/

/** What a `Range` means for a file of so many bytes: all of it, a part, or nothing that the file has. */
export function rangeOf(header: string | undefined, bytes: number): 'whole' | 'part' | 'outside' {
  const [, first = '', last = ''] = onePart.exec(header ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  // The last so many bytes; all of a shorter file.
  if (first === '') return Number(last) === 0 ? 'outside' : Number(last) >= bytes ? 'whole' : 'part'
  if (last !== '' && Number(last) < Number(first)) return 'whole'
  return Number(first) >= bytes ? 'outside' : 'part'
}

/** Removes a `Range` that cannot be read, before anything that sends a file refuses it. */
export function ignoreUnreadableRanges(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ raw }) => {
    // For a file without end, every `Range` that can be read is a part.
    if (raw.headers.range !== undefined && rangeOf(raw.headers.range, Number.MAX_VALUE) === 'whole')
      delete raw.headers.range
  })
}
