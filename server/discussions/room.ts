/**
 * The door of the discussions room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export { type About, changeDiscussion, type OpenDiscussion, openDiscussion } from '#server/discussions/open-discussion.ts'

export const discussions: Room = { name: 'discussions', endpoints: [] }
