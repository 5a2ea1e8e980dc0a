/**
 * The door of the toolkit room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export const toolkit: Room = { name: 'toolkit', endpoints: [] }
