/**
 * Bringing in a list: give it, see what it would bring, bring it.
 */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { fileField, textArea } from '#server/platform/html/field.ts'
import { form, hidden } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, count, emptyState, facts, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'
import { type ListCounts, longestList } from '#server/toolkit/import/list-counts.ts'
import { toolkitAddress } from '#server/toolkit/resource.ts'

export interface ImportShown {
  readonly community: CommunityHead
  /** What a list that was given would bring; null before one was. */
  readonly preview: ListCounts | null
  /** What names the given list; null where it is no longer kept. */
  readonly token: string | null
  /** Was a list named that is no longer kept? */
  readonly isLost: boolean
}

/** `/c/:community/toolkit/import` */
export function importPage(view: ImportShown, screen: Screen): Html {
  const { t } = screen
  const { community, preview, token } = view
  const root = toolkitAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'toolkit',
    title: t('Import a list'),
    main: html`${breadcrumbs(screen, [{ label: t('Toolkit'), href: root }])}
${pageTitle({
  title: t('Import a list'),
  lead: t(
    'Bring in a whole list in Markdown: headings become topics, and each bullet’s link becomes a resource with its text as summary. What is here already stays as it is.',
  ),
})}
${view.isLost ? notice(t('That list is no longer stored. Upload or paste it again.'), 'warn') : null}
${preview && token ? previewPart(preview, token, root, screen) : giveForm(root, screen)}`,
  })
}

function giveForm(root: string, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action: `${root}/import`, submit: t('Preview'), files: true }, [
    textArea({
      name: 'list',
      label: t('The list'),
      hint: t('Paste it here, or choose its file below.'),
      rows: 10,
      placeholder: '## Feedback\n\n- [How to say it](https://example.org/say-it) - by Ada. In two minutes.',
    }),
    fileField({
      name: 'file',
      label: t('Or its file'),
      accept: '.md,.markdown,.txt,text/markdown,text/plain',
      maxBytes: longestList,
    }),
  ])
}

function previewPart(preview: ListCounts, token: string, root: string, screen: Screen): Html {
  const { t } = screen
  const again = html`<a class="quiet" href="${root}/import">${t('Another list')}</a>`
  if (preview.links === 0) {
    return html`${emptyState({ title: t('No links found'), says: t('A bullet with a link looks like this: - [Title](https://example.org) - a few words.'), act: again })}${unreadPart(preview, screen)}`
  }
  return html`${section({ id: 'brings', title: t('What it adds'), inside: html`<div class="brings">${countsPart(preview, screen)}</div>` })}
${
  preview.added === 0
    ? notice(t('Everything in it is here already.'), 'good', again)
    : form(
        screen,
        {
          action: `${root}/import`,
          submit: t('{n, plural, one {Add # resource} other {Add # resources}}', { n: preview.added }),
          beside: again,
        },
        [hidden('token', token)],
      )
}
${unreadPart(preview, screen)}`
}

function countsPart(counts: ListCounts, screen: Screen): Html {
  const { t } = screen
  return facts([
    [t('Links in the list'), count(screen, counts.links)],
    [t('New'), count(screen, counts.added)],
    [t('Here already'), count(screen, counts.alreadyHere)],
    ...(counts.repeated > 0 ? [[t('Named twice, kept once'), count(screen, counts.repeated)] as const] : []),
    [t('New topics'), count(screen, counts.newTopics)],
    [t('Lines not read'), count(screen, counts.unreadTotal)],
  ])
}

function unreadPart(counts: ListCounts, screen: Screen): Html | null {
  const { t } = screen
  if (counts.unreadTotal === 0) return null
  const rest = counts.unreadTotal - counts.unread.length
  return section({
    id: 'unread',
    title: t('Lines not read'),
    inside: html`<div class="table" tabindex="0" role="region" aria-label="${t('The lines not read, and why')}"><table><thead><tr><th class="amount">${t('Line')}</th><th>${t('Content')}</th><th>${t('Why')}</th></tr></thead><tbody>${counts.unread.map(
      ({ line, text, why, file }) =>
        html`<tr><td class="amount">${file ? html`${file}, ` : null}${count(screen, line)}</td><td>${text}</td><td>${t(why)}</td></tr>`,
    )}</tbody></table></div>${rest > 0 ? html`<p class="soft">${t('and {n} more', { n: rest })}</p>` : null}`,
  })
}
