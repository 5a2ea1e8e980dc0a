/**
 * The door of the home room: the first page and each community's own, which show all other rooms together.
 */
import { routes } from '#server/home/routes.ts'
import type { Room } from '#server/platform/room.ts'

export const home: Room = { name: 'home', endpoints: routes }
