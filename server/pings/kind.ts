/** Pings as entries: their title is the question. An open one comes above all news. */
import { pingAddress, pingKind, pingsAddress } from '#server/pings/ping.ts'
import { type PingInName, readPingsInName } from '#server/pings/reads-in-name.ts'
import { listPingNeeds, type PingNeed, pingNeedView } from '#server/pings/reads-needs.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { html } from '#server/platform/html/html.ts'
import { listRow } from '#server/platform/html/list.ts'
import { badge } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { timeText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'

export const pingEntries: EntryKind = {
  kind: pingKind,
  name: (t) => t('Ping'),
  plural: (t) => t('Pings'),
  address: (slug, { id, title }) => pingAddress(slug, { id, question: title }),
  begunForGroup: {
    address: (slug) => `${pingsAddress(slug)}/new`,
    label: (t) => t('New Ping'),
    permission: 'send_ping',
    for: 'cohorts',
  },
  about: (t) => ({ inList: t('About a Ping'), above: t('About a Ping') }),
  inboxPath: 'pings',
  needs: {
    view: pingNeedView,
    list: listPingNeeds,
    row(one: PingNeed, screen) {
      const { t } = screen
      return listRow({
        before: kindIcon('ping'),
        href: `/c/${one.communitySlug}/pings/${shortId(one.id)}`,
        title: one.question,
        about: html`${one.communityName} · ${t('closes in {time}', { time: timeText(one.closesAt, screen, 'left') })}`,
        after: badge(t('Needs your answer'), 'live'),
      })
    },
    count: (t, n) => t('{n, plural, one {# Ping needs your answer} other {# Pings need your answer}}', { n }),
  },
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
    asking: (t, { name, asker, community, title }) => ({
      question: t('{name}, may {asker} ask this in your name?', { name, asker }),
      wish: t('{name} would like to ask this in your name in {community}:', { name: asker, community }),
      subject: t('May this be asked in your name? {question}', { question: title }),
      above: t('{name} would like to ask this in your name', { name: asker }),
      terms: t(
        'It would go by mail to every member of {community}, with your name as the one who asks. You would see what {name} sees, and could withdraw it.',
        { community, name: asker },
      ),
      why: t('You get this because you are featured in {community}, and {name} would like to ask in your name.', {
        community,
        name: asker,
      }),
    }),
    words: (t, name) => ({
      this_one: t('One Ping of {name}', { name }),
      until_withdrawn: t('All Pings of {name}', { name }),
    }),
  },
}
