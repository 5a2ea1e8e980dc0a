/**
 * What somebody corrects of a file before its people are brought in: its encoding, and what its columns hold.
 */
import { noteOfFeed, saveMatching } from '#server/people/feeds/store.ts'
import { type AllowedField, columnKey, guessColumns, hasAddresses } from '#server/people/imports/field.ts'
import { fieldsFor } from '#server/people/imports/fields-for.ts'
import { findOpenImport, type OneImport } from '#server/people/imports/find-import.ts'
import { importAddress, importsAddress } from '#server/people/imports/import.ts'
import { importChannel } from '#server/people/imports/import-channel.ts'
import { beginCheck } from '#server/people/imports/read-file.ts'
import { saveRemembered } from '#server/people/imports/remembered-store.ts'
import { changeImport, dropImport, type ImportRow } from '#server/people/imports/store.ts'
import { goOn } from '#server/people/imports/take-steps.ts'
import type { ImportRef } from '#server/people/imports/upload-file.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Reads the file once more, in the encoding that was chosen.
 * @refuses not_found · forbidden · community_archived · import_runs
 */
export async function chooseEncoding(
  work: Work,
  actor: Actor,
  asked: OneImport & { readonly encoding: string },
): Promise<ImportRef> {
  const { file, place } = await findOpenImport(work, actor, asked)
  if (file.feedId !== null) await noteOfFeed(work, file.feedId, { encoding: asked.encoding })
  await changeImport(work, file.id, { state: 'reading', encoding: asked.encoding, lines: 0 })
  work.touch(importChannel(file.id))
  await goOn(work, file.id)
  return { id: file.id, address: importAddress(place.slug, file) }
}

/**
 * Looks the lines over once more, with what somebody says the columns hold; that is remembered for their next file.
 * @refuses not_found · forbidden · community_archived · import_runs · input_invalid (no column with addresses, or a field twice)
 */
export async function chooseColumns(
  work: Work,
  actor: Actor,
  asked: OneImport & { readonly columns: readonly string[] },
): Promise<ImportRef> {
  const { file, place } = await findOpenImport(work, actor, asked)
  const allowed = await fieldsFor(work, file.communityId === null ? 'site' : 'community')
  const columns = file.header.map((_, i) => asked.columns[i] ?? '')
  if (columns.some((field) => field !== '' && !allowed.some(({ name }) => name === field)))
    refuseFields({ columns: { says: 'Choose one from the list.' } })
  const twice = columns.find((field, i) => field !== '' && columns.indexOf(field) !== i)
  if (twice)
    refuseFields({ columns: { says: 'Two columns cannot hold the same. Choose “leave out” for one of them.' } })
  if (!hasAddresses(columns)) refuseFields({ columns: { says: 'Say which column holds the mail addresses.' } })
  await remember(work, actor, file, { columns, allowed })
  work.touch(importChannel(file.id))
  await beginCheck(work, file, columns)
  await goOn(work, file.id)
  return { id: file.id, address: importAddress(place.slug, file) }
}

async function remember(
  work: Work,
  actor: Actor,
  { header, feedId }: ImportRow,
  { columns, allowed }: { readonly columns: readonly string[]; readonly allowed: readonly AllowedField[] },
): Promise<void> {
  const personId = personIdOf(actor)
  if (!personId) return
  const usual = guessColumns(header, { allowed, remembered: new Map() }).columns
  const keys = header.map(columnKey)
  // Of two columns of one name nothing can be remembered.
  const chosen = keys.flatMap((name, i) => {
    const isAlone = keys.indexOf(name) === keys.lastIndexOf(name)
    return name && isAlone ? [{ name, field: columns[i] ?? '', isUsual: usual[i] === columns[i] }] : []
  })
  if (feedId === null) return saveRemembered(work, personId, chosen)
  await saveMatching(work, feedId, Object.fromEntries(chosen.map(({ name, field }) => [name, field])))
}

/**
 * Puts a file away whose people were not brought in.
 * @refuses not_found · forbidden · community_archived · import_runs
 */
export async function dropFile(work: Work, actor: Actor, asked: OneImport): Promise<{ address: string }> {
  const { file, place } = await findOpenImport(work, actor, asked)
  await dropImport(work, file.id)
  return { address: importsAddress(place.slug) }
}
