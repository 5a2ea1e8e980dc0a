/**
 * The light document around a page that a mail opens: one choice, nothing loaded after it. It contains its one style and one
 * script (web/styles/ballot.css, web/ballot.ts), which the policy allows by their hashes.
 */
import { createHash } from 'node:crypto'
import { assets } from '#server/platform/html/assets.ts'
import { type Html, html, type Piece, trusted } from '#server/platform/html/html.ts'
import { contentSecurityPolicy } from '#server/platform/http/headers.ts'
import type { Translate } from '#server/platform/i18n.ts'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

let known: { readonly style: Html; readonly script: Html; readonly policy: string } | undefined

/** What every page has in it, and the policy that allows it. It is read on first use: listing addresses needs no build. */
function inPage() {
  if (known) return known
  const { style, script } = assets().ballot
  known = {
    style: trusted(`<style>${style}</style>`),
    script: trusted(`<script>${script}</script>`),
    policy: contentSecurityPolicy
      .replace("script-src 'self'", `script-src 'self' ${hashOf(script)}`)
      .replace("style-src 'self'", `style-src 'self' ${hashOf(style)}`),
  }
  return known
}

/** The headers of such a page: the site's own policy, and these. */
export const lightHeaders: Readonly<Record<string, string>> = {
  get 'content-security-policy'() {
    return inPage().policy
  },
  'referrer-policy': 'strict-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
}

/** The terms of its button; a press that is sent again counts as the same press. */
export const lightAct = {
  headers: lightHeaders,
  foreignOrigin: 'The token in the address is the proof; a mail program’s own browser sends Origin: null.',
  keepsNothing: true,
  json: 'none',
} as const

export interface LightPage {
  readonly t: Translate
  readonly title: string
  readonly hue: number
  /** The name at the top of the page; nothing where it is not known here. */
  readonly community?: string
  readonly main: Piece
}

/** The page, whole. */
export function lightPage({ t, title, hue, community, main }: LightPage): Html {
  const { style, script } = inPage()
  return html`${trusted('<!doctype html>')}
<html lang="${t.locale === 'qps' ? 'en' : t.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${title}</title>${style}</head>
<body style="--hue: ${hue}"><header>${community}</header><main>${main}</main>${script}</body></html>`
}

/** One of the choices of such a page. */
export interface LightChoice {
  /** What its form sends as `answer`. */
  readonly code: string
  readonly label: string
  readonly isMarked: boolean
}

/** The choices to mark one of, for a form with one button. */
export function lightChoices(choices: readonly LightChoice[], { label, lang }: { label: string; lang: string }): Html {
  return html`<ol dir="auto" lang="${lang}" aria-label="${label}">${choices.map(
    ({ code, label, isMarked }, i) =>
      html`<li><label><input type="radio" name="answer" value="${code}"${i === 0 ? html` required` : null}${isMarked ? html` checked` : null}><span>${label}</span></label></li>`,
  )}</ol>`
}
