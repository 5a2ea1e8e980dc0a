/**
 * The door of the pings room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export const pings: Room = { name: 'pings', endpoints: [] }
