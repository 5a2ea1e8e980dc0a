/**
 * The door of the home room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export const home: Room = { name: 'home', endpoints: [] }
