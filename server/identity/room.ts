/**
 * The door of the identity room: what app.ts mounts and other rooms may call.
 */
import type { Room } from '#server/platform/room.ts'

export { actorAgain, actorOfRequest } from '#server/identity/request-actor.ts'

export { loadActorOf } from '#server/identity/reads-actor.ts'

export const identity: Room = { name: 'identity', endpoints: [] }
