/**
 * The door of the notices room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export const notices: Room = { name: 'notices', endpoints: [] }
