/**
 * Sends an uploaded file to people who may read it: in place where that is safe, else for download; in ranges, so that a film
 * can be wound; and always so that it can't act as a page of ours.
 */
import { create } from 'content-disposition'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { rangeOf } from '#server/platform/http/range.ts'
import { idFrom } from '#server/platform/ids.ts'
import { nameWithEnding } from '#server/platform/media-endings.ts'
import { showsAs } from '#server/platform/media-type.ts'
import { forbidden, notFound, rangeOutside, refuse } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'
import { findFile } from '#server/toolkit/file-views.ts'

/** A browser shows a PDF with a viewer of its own, which a sandbox would forbid; nothing in it reaches our origin. */
const pdfPolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
const policy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'none'"

/**
 * `GET /files/:file`, with `?download` to keep it.
 * @refuses sign_in_first · not_found · forbidden where it may be seen and not kept · range_outside
 */
export async function serveFile(platform: Platform, actor: Actor, request: FastifyRequest, reply: FastifyReply) {
  const { file: part } = request.params as { file: string }
  const { download } = request.query as { download?: string }
  const id = idFrom(part) ?? refuse(notFound)
  const file = await findFile(lookFor(platform, actor), actor, id)
  const shows = showsAs(file.media_type)
  const isInPlace = shows !== null && download === undefined
  if (!isInPlace && !file.may_keep) refuse(forbidden)
  const range = rangeOf(request.headers.range, file.bytes)
  if (range === 'outside') refuse(rangeOutside, { values: { bytes: file.bytes } })
  const { root, name } = platform.files.place(file.id)
  reply
    .header('content-type', shows === 'captions' ? 'text/vtt; charset=utf-8' : file.media_type)
    .header(
      'content-disposition',
      disposition(isInPlace ? 'inline' : 'attachment', nameWithEnding(file.name, file.media_type)),
    )
    .header('accept-ranges', 'bytes')
    .header('content-security-policy', shows === 'pdf' && isInPlace ? pdfPolicy : policy)
    // The reader's browser caches it but asks each time, so that somebody who lost the permission cannot read it any more.
    .header('cache-control', 'private, no-cache')
  return reply.sendFile(name, root, {
    contentType: false,
    cacheControl: false,
    lastModified: false,
    acceptRanges: range === 'part',
  })
}

/** How a browser treats a file, and under which name: in plain letters for old programs, in full by RFC 8187. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
  return create(name.toWellFormed(), { type: kind, fallback: plain })
}
