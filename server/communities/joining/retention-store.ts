/**
 * Deletes by their age the ways in that are over.
 */
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Deletes requests that were answered or withdrawn, and links that ended, with their uses. @returns how many of both */
export async function dropWaysIn(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, () => z.object({ gone: z.number() }))`
    with requests as (delete from join_request where settled_at < ${before} returning 1),
      links as (delete from join_link where least(revoked_at, ends_at) < ${before} returning 1)
    select (select count(*) from requests) + (select count(*) from links) as gone`
  return gone
}
