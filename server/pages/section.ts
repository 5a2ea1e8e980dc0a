/** The latest working pages on their community's page. */
import { writtenSection } from '#server/bodies/room.ts'
import { pageKind } from '#server/pages/page.ts'

export const pagesSection = writtenSection({
  kind: pageKind,
  path: '/pages',
  place: 60,
  name: (t) => t('Working pages'),
  all: (t) => t('all pages'),
  none: (t) => t('Texts your members write together stand here once somebody starts one.'),
})
