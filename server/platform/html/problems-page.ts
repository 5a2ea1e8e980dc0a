/** The page a problem document's `type` leads to: every code with its sentence and the addresses that give it. */
import { refusalTitle } from '#server/platform/html/error-page.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle, section } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import { type Problem, type Problems, problemAddress } from '#server/platform/http/problems.ts'
import type { Screen } from '#server/platform/screen.ts'

/** So many addresses are listed one by one; for more, the page gives their number. */
const mostNamed = 6

/** `/problems`: a part for each status. */
export function problemsPage({ problems }: Problems, screen: Screen): Html {
  const { t } = screen
  const statuses = [...new Set(problems.map(({ status }) => status))]
  return sitePage(screen, {
    title: t('Problem codes'),
    main: html`${rareStyles()}${pageTitle({
      kicker: html`<a href="/openapi.json">${t('The API')}</a>`,
      title: t('Problem codes'),
      lead: t(
        'When this site says no, a program gets a problem document (RFC 9457): a status, a code that stays the same, and a sentence in its reader’s language. These are all of them.',
      ),
    })}
${statuses.map((status) =>
  section({
    id: `status-${status}`,
    title: html`${status} <span class="soft">${refusalTitle(status, t)}</span>`,
    inside: html`<ul class="rows api">${problems.filter((one) => one.status === status).map((one) => problemRow(one, screen))}</ul>`,
  }),
)}`,
  })
}

function problemRow({ code, says, from }: Problem, screen: Screen): Html {
  return html`<li class="row" id="${code}"><div class="said-of"><a class="title" href="${problemAddress(code)}"><code>${code}</code></a><p>${says}</p><p class="about">${fromWhere(from, screen)}</p></div></li>`
}

function fromWhere(from: Problem['from'], { t }: Screen): Piece {
  if (!from) return t('From any address.')
  if (from.length > mostNamed) return t('From {n, number} addresses; the API’s page names them.', { n: from.length })
  return from.map((address, i) => html`${i ? html` · ` : null}<code>${address}</code>`)
}
