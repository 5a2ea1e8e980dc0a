/** The description of the API for a reader: every address with what it takes and refuses. */
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { problemAddress } from '#server/platform/http/problems.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A page of all endpoints. The words of the API itself are English in every language. */
export function apiPage(rows: readonly Endpoint[], screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('The API'),
    width: 'wide',
    main: html`${rareStyles()}${pageTitle({
      title: t('The API'),
      lead: t(
        'Every page of this site is also JSON at the same address, and every form takes JSON. Ask with “Accept: application/json” and a bearer token.',
      ),
      acts: html`<a class="quiet" href="/problems">${t('Problem codes')}</a><a class="button" href="/openapi.json" download>OpenAPI</a>`,
    })}
<div class="table api" tabindex="0" role="region" aria-label="${t('The API')}"><table><thead><tr><th>${t('Address')}</th><th>${t('What it does')}</th><th>${t('Who')}</th><th>${t('May refuse')}</th></tr></thead><tbody>${rows.map(
      (row) =>
        html`<tr><th scope="row"><code>${row.method}${row.method === 'POST' && row.also ? ` · ${row.also}` : null} ${row.path}</code></th><td lang="en">${row.summary}</td><td><code>${row.who}</code></td><td>${refusalsOf(row).map((one, i) => html`${i ? ', ' : null}<a href="${problemAddress(one.code)}"><code>${one.code}</code></a>`)}</td></tr>`,
    )}</tbody></table></div>`,
  })
}
