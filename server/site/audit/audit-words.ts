/**
 * The words of a line of the audit.
 */
import type { AnyActivityKind } from '#server/platform/activity.ts'
import type { Declared } from '#server/platform/declared.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { AuditLine, PersonInLine } from '#server/site/audit/audit.ts'
import { timeInWords } from '#server/site/retention/words.ts'
import { roleName } from '#server/site/role-name.ts'

type Done = Pick<AuditLine, 'verb' | 'facts' | 'roleTitle'>

/** What was done: "Gave a role: Moderator". A kind that no room declares any more is called by its verb. */
export function whatWasDone(declared: Declared, line: Done, t: Translate): string {
  const says = declared.activities.get(line.verb)?.audit?.says
  const done = says ? t(says) : line.verb
  const { role, verb } = line.facts
  // What took an act back says which.
  if (typeof verb === 'string')
    return t('{what}: {detail}', { what: done, detail: whatWasDone(declared, { ...line, verb, facts: { role } }, t) })
  const detail =
    typeof role === 'string' ? roleName({ name: role, title: line.roleTitle }, t) : keptInWords(declared, line, t)
  return detail ? t('{what}: {detail}', { what: done, detail }) : done
}

/** What was kept for how long, or how much of it is gone; null for other acts. */
function keptInWords({ retentions }: Declared, { facts: { kept, months, gone } }: Done, t: Translate): string | null {
  const kind = retentions.find((one) => one.kind === kept)?.label(t)
  if (!kind || typeof months !== 'number') return null
  if (typeof gone === 'number') return t('{kind} ({n, number})', { kind, n: gone })
  return t('{kind}, {time}', { kind, time: months === 0 ? t('for good') : timeInWords(months, t) })
}

/** The kinds by which the audit can be narrowed, by their words. */
export function auditKinds(declared: Declared, t: Translate): { verb: string; label: string }[] {
  return [...declared.activities.values()]
    .flatMap(({ verb, audit }: AnyActivityKind) => (audit ? [{ verb, label: t(audit.says) }] : []))
    .toSorted((one, other) => one.label.localeCompare(other.label, t.locale))
}

/** Who somebody is: their name, if the site still knows them. */
export function nameOf({ name }: PersonInLine, t: Translate): string {
  return name ?? t('Former member')
}

/** Who did it. */
export function whoDidIt({ by, via }: Pick<AuditLine, 'by' | 'via'>, t: Translate): string {
  if (by) return nameOf(by, t)
  return via === 'command' ? t('The operator of the machine') : t('The program itself')
}

/** By which way it was done. */
export function wayInWords(via: AuditLine['via'], t: Translate): string {
  switch (via) {
    case 'page':
      return t('Page')
    case 'api':
      return t('API')
    case 'mail':
      return t('Link in a mail')
    case 'command':
      return t('Command')
    case 'job':
      return t('Background job')
    default:
      return ''
  }
}
