/** What a browser is told to install the site as an app (W3C Web Application Manifest). */
import type { Actor } from '#server/platform/actor.ts'
import { type AppIconName, appIcons } from '#server/site/installing/app-icons.ts'

/** A launcher shows about so many letters below an icon. */
const shortNameLength = 12
const inManifest: readonly AppIconName[] = ['192', '512', 'maskable']

/** The manifest of a site. Everybody may read it: what it says stands on the sign-in page too. */
export function manifestOf({ site, locale }: Pick<Actor, 'site' | 'locale'>) {
  return {
    id: '/',
    name: site.name,
    short_name: shortName(site.name),
    lang: locale === 'qps' ? 'en' : locale,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: '#fcfaf6',
    background_color: '#fcfaf6',
    icons: inManifest.map((name) => {
      const { pixels, purpose } = appIcons[name]
      return { src: `/app-icon-${name}.png`, sizes: `${pixels}x${pixels}`, type: 'image/png', purpose }
    }),
  }
}

/** As many whole words of the name as fit below an icon; a launcher cuts a longer first word by itself. */
function shortName(name: string): string {
  if (name.length <= shortNameLength) return name
  const [first = name] = name.split(/\s+/)
  const cut = name.slice(0, shortNameLength + 1).replace(/\s+\S*$/, '')
  return cut.length > shortNameLength ? first : cut
}
