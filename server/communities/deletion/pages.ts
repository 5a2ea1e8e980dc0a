/**
 * Deleting a community, and taking that back.
 */
import type { CommunityHead } from '#server/communities/community.ts'
import { type Deleted, daysToReturn, deletedAddress } from '#server/communities/deletion/deletion.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { breadcrumbs, fold, pageTitle, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The last part of a community's settings, for those who may delete it. */
export function deletionPart(community: Pick<CommunityHead, 'slug' | 'name'>, screen: Screen): Html {
  const { t } = screen
  const action = `/c/${community.slug}/settings/deletion`
  return section({
    id: 'delete',
    title: t('Delete'),
    inside: html`<p class="lead-in">${t('From that second nobody sees anything of it: no page, no file, no ballot, and no mail leaves. For {n} days it can be taken back as it was; then it is gone for good.', { n: daysToReturn })}</p>${fold(
      t('Delete this community'),
      form(screen, { action, submit: t('Delete'), danger: true, label: t('Delete this community') }, [
        textField({
          name: 'name',
          label: t('Type its name: {name}', { name: community.name }),
          required: true,
          max: 120,
          autocomplete: 'off',
        }),
      ]),
      { isOpen: screen.returned?.action === action },
    )}`,
  })
}

/** `/site/communities/deleted/:deleted`. */
export function deletedPage(view: Deleted, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Deleted: {name}', { name: view.name }),
    main: html`${breadcrumbs(screen, [
      { label: t('This site'), href: '/site' },
      { label: t('Communities'), href: '/site/communities' },
    ])}${pageTitle({ title: view.name, lead: t('This community was deleted. Nobody sees anything of it.') })}
<p>${
      view.by
        ? sentence(t('{name} deleted it on {day}.', holes('name', 'day')), {
            name: view.by,
            day: timeTag(view.deletedAt, screen, 'day'),
          })
        : sentence(t('It was deleted on {day}.', holes('day')), { day: timeTag(view.deletedAt, screen, 'day') })
    } ${sentence(t('It can be taken back until {day}; then it is gone for good, with its files.', holes('day')), {
      day: timeTag(view.purgedFrom, screen, 'moment'),
    })}</p>
<p>${[
      t('{n, plural, one {# member} other {# members}}', { n: view.members }),
      t('{n, plural, one {# entry} other {# entries}}', { n: view.entries }),
      t('{n, plural, one {# file} other {# files}}', { n: view.files }),
    ].join(' · ')}</p>
<p class="hint">${t('Its members come back with their roles. Mails that were due meanwhile are not sent afterwards, and a Ping whose time ran out is closed.')}</p>
${actButton(screen, { action: `${deletedAddress(shortId(view.id))}/return`, label: t('Take it back'), look: 'primary' })}`,
  })
}
