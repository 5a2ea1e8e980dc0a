/**
 * The settings: of the community itself, and of how its page looks.
 */
import { type CommunityHead, isReadOnly } from '#server/communities/community.ts'
import { copyPart } from '#server/communities/copying/pages.ts'
import { deletionPart } from '#server/communities/deletion/pages.ts'
import { sameNameField } from '#server/communities/namesake.ts'
import { bannerLimit } from '#server/communities/settings/banner.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import type { Settings } from '#server/communities/settings/views.ts'
import { localeAndZoneFields } from '#server/identity/room.ts'
import { arrangeList } from '#server/platform/html/arrange-list.ts'
import { checkbox, choice, fileField, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, link } from '#server/platform/html/html.ts'
import { hueField } from '#server/platform/html/hue-field.ts'
import { section } from '#server/platform/html/parts.ts'
import { may } from '#server/platform/permissions.ts'
import { pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/settings`. */
export function communitySettingsPage({ community }: Settings, screen: Screen): Html {
  return settingsPage(
    screen,
    community,
    'settings',
    html`${isReadOnly(community) ? null : settingsForm(community, screen)}${may(screen.actor, 'found_communities', null) ? copyPart(community, screen) : null}${community.can.archive ? html`${archive(community, screen)}${deletionPart(community, screen)}` : null}`,
  )
}

function settingsForm(community: CommunityHead, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: `/c/${community.slug}/settings`, submit: t('Save') }, [
    textField({
      name: 'name',
      label: t('Name'),
      value: community.name,
      required: true,
      max: 120,
    }),
    sameNameField(t),
    textField({
      name: 'slug',
      label: t('Address'),
      hint: t(
        'The part after /c/: lowercase letters, digits and hyphens. It follows the name unless you choose your own. Earlier addresses still lead here.',
      ),
      value: community.slug,
      required: true,
      max: 60,
    }),
    textArea({ name: 'purpose', label: t('Purpose'), value: community.purpose, max: 600, rows: 3 }),
    hueField(community.hue),
    localeAndZoneFields({ ...community, zoneHint: t('For people who have not chosen one.') }, screen),
    textField({
      name: 'threshold',
      label: t('Answers needed before bars are shown'),
      hint: t('At least 3, so that nobody’s answer can be guessed; 5 is usual. Applies to Pings sent from now on.'),
      type: 'number',
      inputmode: 'numeric',
      min: 3,
      value: String(community.threshold),
      required: true,
    }),
    checkbox({
      name: 'longestPing',
      label: t('A Ping may be open for seven days'),
      hint: t('When the sender picks the closing time. Otherwise three days is the longest.'),
      value: '168',
      checked: community.longestPing === 168,
    }),
    choice({
      name: 'visibility',
      label: t('Who can see that it exists'),
      value: community.isHidden ? 'hidden' : 'visible',
      choices: [
        { value: 'hidden', label: t('Only its members'), hint: t('For everybody else it does not exist.') },
        {
          value: 'visible',
          label: t('Everybody with an account here'),
          hint: t(
            'They find it in the list of communities, and can read its charter. Everything else stays with its members.',
          ),
        },
      ],
    }),
  ])
}

function archive(community: CommunityHead, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}/settings`
  if (isReadOnly(community)) {
    return section({
      id: 'archive',
      title: t('Reopen the community'),
      inside: html`<p class="hint">${t('Members, roles, discussions and the Toolkit will be as they were.')}</p>${actButton(
        screen,
        { action: `${root}/activation`, label: t('Reopen'), look: 'primary' },
      )}`,
    })
  }
  return section({
    id: 'archive',
    title: t('Archive'),
    inside: html`<p class="hint">${t('Members can still read an archived community, but nobody can change anything. An open Ping closes at once, with the answers it has. You can reopen the community at any time.')}</p>${actButton(
      screen,
      { action: `${root}/archiving`, label: t('Archive this community') },
    )}`,
  })
}

/** `/c/:community/settings/page`. */
export function pageSettingsPage({ community }: Settings, screen: Screen): Html {
  const { t } = screen
  if (isReadOnly(community)) return settingsPage(screen, community, 'page', null)
  return settingsPage(
    screen,
    community,
    'page',
    html`${section({ id: 'banner', title: t('Banner picture'), inside: banner(community, screen) })}
${section({ id: 'sections', title: t('Sections'), inside: sections(community, screen) })}`,
  )
}

function banner(community: CommunityHead, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}/settings/banner`
  const { bannerAddress } = community
  return html`${bannerAddress ? html`<img class="wide-picture" src="${link(bannerAddress)}" alt="${t('The current picture')}">` : null}
${form(screen, { action: root, submit: t('Use this picture'), files: true, label: t('Banner picture') }, [
  fileField({
    name: 'banner',
    label: t('Picture'),
    hint: t(
      'Shown beside the name, cropped to a wide strip. JPEG, PNG, WebP, AVIF or GIF. Without a picture, a pattern is drawn.',
    ),
    accept: pictureTypes,
    maxBytes: bannerLimit,
    required: true,
  }),
])}${bannerAddress ? actButton(screen, { action: `${root}/removal`, label: t('Remove the picture'), look: 'quiet' }) : null}`
}

function sections(community: CommunityHead, screen: Screen): Html {
  const { t } = screen
  const root = `/c/${community.slug}/settings/sections`
  const last = community.sections.length - 1
  return html`<p class="hint">${t('Members never see empty sections.')}</p>
${arrangeList(screen, {
  action: `${root}/order`,
  look: 'arrange',
  items: community.sections.map(({ key, shown }, i) => {
    const name = screen.declared.sections.find((one) => one.key === key)?.name(t) ?? key
    const act = (move: string, label: string, longLabel: string) =>
      actButton(screen, { action: root, label, longLabel, look: 'quiet', fields: { section: key, move } })
    return {
      key,
      look: shown ? '' : 'off',
      inside: html`<span class="what">${name}${shown ? null : html` <small>${t('off')}</small>`}</span>
${i > 0 ? act('up', t('Up'), t('Up: {what}', { what: name })) : html`<span></span>`}
${i < last ? act('down', t('Down'), t('Down: {what}', { what: name })) : html`<span></span>`}
${shown ? act('hide', t('Switch off'), t('Switch off: {what}', { what: name })) : act('show', t('Switch on'), t('Switch on: {what}', { what: name }))}`,
    }
  }),
})}`
}
