/** The search room: everything in a community is found here by those who may read it. */
import type { Room } from '#server/platform/room.ts'
import { rebuildTask, searchJobs } from '#server/search/jobs.ts'
import { searchOwnData } from '#server/search/reads-own-data.ts'
import { searchRoutes } from '#server/search/routes.ts'

export { countWordsTask } from '#server/search/jobs.ts'
export { rebuildIndex } from '#server/search/rebuild.ts'

export const search: Room = {
  name: 'search',
  endpoints: searchRoutes,
  jobs: searchJobs,
  ownData: [searchOwnData],
  // A backup leaves the index behind, since it can be made again.
  afterRestore: (work) => work.enqueue(rebuildTask, {}),
}
