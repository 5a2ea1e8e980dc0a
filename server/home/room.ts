/**
 * The home room: the first page and each community's own, which show all other rooms together.
 */
import { newsSection } from '#server/home/news-section.ts'
import { homeRoutes } from '#server/home/routes.ts'
import { declaredBy } from '#server/platform/declared.ts'
import type { Room } from '#server/platform/room.ts'

/** @param others all rooms that show something on these pages */
export function home(others: readonly Room[]): Room {
  const itself: Room = { name: 'home', endpoints: [], sections: [newsSection] }
  return { ...itself, endpoints: homeRoutes(declaredBy([...others, itself])) }
}
