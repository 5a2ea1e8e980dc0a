/**
 * The entries room: what other rooms may call.
 */
export { entryRow } from '#server/entries/entry-row.ts'
export { picturesIn, showPictures } from '#server/entries/picture-store.ts'
export { isFor, isForReader } from '#server/entries/reads-readers.ts'
export { changeEntry, deleteEntry, type NewEntry, newEntry, removeEntry } from '#server/entries/store.ts'
