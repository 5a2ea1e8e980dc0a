/** The ways in which people are added: by a text with addresses, by name, from a file, from another community. */
import type { Html } from '#server/platform/html/html.ts'
import { tabs } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Tabs between them. */
export function waysToAdd(slug: string, way: 'add' | 'accounts' | 'import' | 'copying' | 'links', { t }: Screen): Html {
  const ways = [
    ['add', t('By name or address')],
    ['accounts', t('From a list')],
    ['import', t('From a file')],
    ['copying', t('From another community')],
    ['links', t('By a link')],
  ] as const
  return tabs(
    t('Ways to add people'),
    ways.map(([key, label]) => ({ href: `/c/${slug}/members/${key}`, label, current: key === way })),
  )
}
