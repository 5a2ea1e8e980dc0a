/** Pings as entries: their title is the question. An open one comes above all news. */
import { pingAddress, pingKind } from '#server/pings/ping.ts'
import { type PingInName, readPingsInName } from '#server/pings/reads-in-name.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { timeText } from '#server/platform/html/time.ts'

export const pingEntries: EntryKind = {
  kind: pingKind,
  address: (slug, { id, title }) => pingAddress(slug, { id, question: title }),
  about: (t) => ({ inList: t('About a Ping'), above: t('About a Ping') }),
  inNameOf: {
    details: readPingsInName,
    lines: ({ options }: PingInName) => options,
    terms({ members: n, hours, picked }: PingInName & { members: number }, t, actor) {
      if (!picked)
        return t(
          'It goes by mail to {n, plural, one {# member} other {# members}}, and is open for {hours, number} hours from then.',
          { n, hours },
        )
      return t('It goes by mail to {n, plural, one {# member} other {# members}}, and is open until {time}.', {
        n,
        time: timeText(picked, { t, actor }, 'zoned'),
      })
    },
    words: (t, name) => ({
      this_one: t('One Ping of {name}', { name }),
      until_withdrawn: t('All Pings of {name}', { name }),
    }),
  },
}
