/**
 * The door of the communities room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export const communities: Room = { name: 'communities', endpoints: [] }
