/**
 * The entries room: what other rooms may call.
 */
export { audienceBadge, audienceField, cohortsField, groupInput, groupsInput } from '#server/entries/audience-field.ts'
export { chooseAudience, chooseCohorts } from '#server/entries/choose-audience.ts'
export { entryRow } from '#server/entries/entry-row.ts'
export { type HiddenView, hiddenLine, hiddenView } from '#server/entries/hidden-line.ts'
export { copyPictures, picturesIn, showPictures } from '#server/entries/picture-store.ts'
export {
  findCohortOf,
  findGroupToWriteFor,
  type GroupChoice,
  listCohortsOf,
  listCohortsToWriteFor,
  listGroupsToWriteFor,
  readersColumn,
  readersView,
} from '#server/entries/reads-groups.ts'
export {
  hiddenColumn,
  isFor,
  isForAudiences,
  isForReader,
  isInAudience,
  isNotHidden,
  listOutside,
  readAudienceIds,
} from '#server/entries/reads-readers.ts'
export { reportItem } from '#server/entries/report-item.ts'
export {
  audienceOfPeople,
  changeEntry,
  deleteEntry,
  type Hiding,
  hideEntry,
  type NewEntry,
  newEntry,
  removeEntry,
  showEntry,
} from '#server/entries/store.ts'
