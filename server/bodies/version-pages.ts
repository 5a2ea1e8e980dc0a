/** The versions of a body: who saved them and when, what each changed, and the way back. */
import { type ComparedLine, isChanged } from '#server/bodies/compare-texts.ts'
import type { ComparisonView, VersionedView, VersionsView, VersionView } from '#server/bodies/views.ts'
import { communityPage } from '#server/communities/room.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { listRows } from '#server/platform/html/list.ts'
import { badge, pager, pageTitle } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Lines that are the same stay in sight around what changed; where more lie between, they fold. */
const linesAround = 2
const linesToFold = 8

/** `…/versions` */
export function versionsPage(view: VersionsView, screen: Screen, tab: string | null): Html {
  const { t } = screen
  const { versionsAddress: root, latest, next } = view
  return framed(view, screen, tab, {
    title: t('Versions'),
    lead: t('Each save is one. Look at what it changed, and bring back what you miss.'),
    inside: html`${listRows(
      view.versions.map((one) => ({
        before: face(one.by ?? { name: '?', photo: null }),
        href: `${root}/${one.version}`,
        title: html`${t('Version {n}', { n: one.version })}${one.version === latest ? html` ${badge(t('now'), 'good')}` : null}`,
        about: aboutVersion(one, screen),
        after: timeTag(one.at, screen),
      })),
    )}
${pager(screen, {
  next: next ? `${root}?before=${next}` : null,
  first: screen.query.before ? root : null,
  nextLabel: t('Earlier versions'),
})}`,
  })
}

/** `…/versions/:version` */
export function comparisonPage(view: ComparisonView, screen: Screen, tab: string | null): Html {
  const { t } = screen
  const { versionsAddress: root, latest, before, after, lines, can } = view
  const old = [after, before].find((one) => one && one.version !== latest)
  return framed(view, screen, tab, {
    title: before
      ? t('From version {before} to version {after}', { before: before.version, after: after.version })
      : t('Version {n}', { n: after.version }),
    lead: html`${savedBy(after, screen)}${after.backFrom ? html` ${aboutVersion(after, screen)}` : null}`,
    acts: html`${
      can.write && old
        ? actButton(screen, {
            action: `${root}/${old.version}/return`,
            label: t('Bring back version {n}', { n: old.version }),
          })
        : null
    }`,
    inside: html`<nav class="chips" aria-label="${t('Compare')}"><ul>${[
      after.version > 1 && link(`${root}/${after.version - 1}`, t('The change before')),
      after.version < latest && link(`${root}/${after.version + 1}`, t('The change after')),
      after.version < latest && link(`${root}/${latest}?with=${after.version}`, t('All that changed since')),
      link(root, t('All versions')),
    ]}</ul></nav>
${lines.some(isChanged) ? null : html`<p class="soft">${t('Both say the same.')}</p>`}
${rareStyles()}<div class="compared">${comparedPart(lines, screen)}</div>`,
  })
}

function framed(
  { community, title: of, address }: VersionedView,
  screen: Screen,
  tab: string | null,
  { title, lead, acts, inside }: { title: string; lead: Piece; acts?: Piece; inside: Html },
): Html {
  return communityPage(screen, community, {
    tab,
    title: `${title} · ${of}`,
    main: html`${pageTitle({ kicker: html`<a href="${address}">${of}</a>`, title, lead, acts })}
${inside}`,
  })
}

function link(href: string, words: string): Html {
  return html`<li><a href="${href}">${words}</a></li>`
}

function savedBy({ by, at }: VersionView, screen: Screen): Html {
  const { t } = screen
  return sentence(t('Saved by {who}, {when}', holes('who', 'when')), {
    who: by?.name ?? t('Former member'),
    when: timeTag(at, screen),
  })
}

function aboutVersion({ by, backFrom }: VersionView, { t }: Screen): Piece {
  const name = by?.name ?? t('Former member')
  return backFrom ? t('{name} brought back version {n}', { name, n: backFrom }) : name
}

/** The lines in turn; long stretches that are the same fold. */
function comparedPart(lines: readonly ComparedLine[], screen: Screen): Html {
  return html`${stretches(lines).map(({ isSame, lines: inside }, i, all) => {
    const head = i === 0 ? 0 : linesAround
    const tail = i === all.length - 1 ? 0 : linesAround
    if (!isSame || inside.length < head + tail + linesToFold) return inside.map(lineOf)
    const folded = inside.slice(head, inside.length - tail)
    return html`${inside.slice(0, head).map(lineOf)}<details class="more"><summary>${icon('chevron', 18)}${screen.t('{n, number} lines that are the same', { n: folded.length })}</summary>${folded.map(lineOf)}</details>${inside.slice(inside.length - tail).map(lineOf)}`
  })}`
}

function stretches(lines: readonly ComparedLine[]): { isSame: boolean; lines: ComparedLine[] }[] {
  const all: { isSame: boolean; lines: ComparedLine[] }[] = []
  for (const line of lines) {
    const isSame = !isChanged(line)
    const last = all.at(-1)
    if (last?.isSame === isSame) last.lines.push(line)
    else all.push({ isSame, lines: [line] })
  }
  return all
}

function lineOf(line: ComparedLine): Html {
  return html`<p dir="auto">${line.map(({ kind, text }) =>
    kind === 'same' ? text : kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`,
  )}</p>`
}
