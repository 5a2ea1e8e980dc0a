/** Where a page is put into the Toolkit, and where the text of an article is written. */
import { type Written, writtenForm } from '#server/bodies/room.ts'
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { checkbox, textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { articleWriters, toolkitAddress } from '#server/toolkit/resource.ts'
import { topicFields } from '#server/toolkit/resource-fields.ts'
import type { TopicCount } from '#server/topics/room.ts'

/** `/c/:community/toolkit/pages/:page` */
export function putPagePage(
  { community, page, topics }: { community: CommunityHead; page: Written; topics: readonly TopicCount[] },
  screen: Screen,
): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Put into the Toolkit'),
    main: html`${breadcrumbs(screen, [{ label: page.title, href: page.address }])}${pageTitle({
      title: t('Put into the Toolkit'),
      lead: t('It becomes an article, with the same text, versions and discussion.'),
    })}
${form(
  screen,
  {
    action: `${toolkitAddress(community.slug)}/pages/${shortId(page.id)}`,
    submit: t('Put it in'),
    cancel: page.address,
  },
  [
    textArea({
      name: 'summary',
      label: t('Summary'),
      hint: t('What people get from it, in a sentence or two.'),
      rows: 3,
      max: 2000,
    }),
    topicFields({ topics, resource: null }, screen),
    checkbox({
      name: 'staysOpen',
      label: t('Everybody who takes part can go on writing it'),
      hint: t('Otherwise those who edit the Toolkit write it from now on.'),
      checked: page.writers === 'members',
    }),
  ],
)}`,
  })
}

/** `/c/:community/toolkit/:resource/text` */
export function writeTextPage({ community, text }: { community: CommunityHead; text: Written }, screen: Screen): Html {
  const { t } = screen
  const root = toolkitAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Write'),
    main: html`${breadcrumbs(screen, [
      { label: t('Toolkit'), href: root },
      { label: text.title, href: text.address },
    ])}${pageTitle({ title: t('Write') })}
${writtenForm(
  text,
  {
    community,
    action: `${root}/${shortId(text.id)}/text`,
    kinds: community.can.editToolkit ? articleWriters : null,
  },
  screen,
)}`,
  })
}
