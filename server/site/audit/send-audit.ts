/**
 * The audit as a file. Long ones are read and sent in batches.
 */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { csvText } from '#server/platform/csv.ts'
import { translator } from '#server/platform/i18n.ts'
import type { Look } from '#server/platform/work.ts'
import { type AuditLine, auditInput } from '#server/site/audit/audit.ts'
import { nameOf, wayInWords, whatWasDone, whoDidIt } from '#server/site/audit/audit-words.ts'
import { readAllLines } from '#server/site/audit/reads-audit.ts'

/**
 * Sends the lines that match as CSV. The caller checks whether the actor may read them.
 * @param query as it came
 * @param communityId only lines of this community; null for those of the whole site
 */
export function sendAudit(
  look: Look,
  actor: Actor,
  { query, communityId, reply }: { query: unknown; communityId: string | null; reply: FastifyReply },
): FastifyReply {
  const asked = { ...auditInput.parse(query ?? {}), communityId }
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="audit.csv"')
    .header('cache-control', 'no-store')
    .send(Readable.from(fileOf(look, actor, asked)))
}

async function* fileOf(look: Look, actor: Actor, asked: Parameters<typeof readAllLines>[2]): AsyncGenerator<string> {
  const t = translator(actor.locale)
  yield csvText([
    [t('When'), t('Who'), t('What'), t('Whom'), t('Community'), t('Way'), 'verb', 'actor_id', 'person_ids', 'id'],
  ])
  const cells = (line: AuditLine) => [
    line.at.toISOString(),
    whoDidIt(line, t),
    whatWasDone(look.platform.declared, line, t),
    line.people.map((one) => nameOf(one, t)).join('; '),
    line.community?.name ?? '',
    wayInWords(line.via, t),
    line.verb,
    line.by?.personId ?? '',
    line.people.map(({ personId }) => personId).join(' '),
    line.id,
  ]
  // The mark at the beginning of a file stands before its head only.
  for await (const lines of readAllLines(look, actor, asked)) yield csvText(lines.map(cells)).replace('\ufeff', '')
}
