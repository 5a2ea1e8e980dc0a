/**
 * The light document around every page of a ballot: one answer, nothing loaded after it. Its one style and one script
 * (web/styles/ballot.css, web/ballot.ts) stand in it, and are allowed by their hashes.
 */
import { createHash } from 'node:crypto'
import { type Assets, assets } from '#server/platform/html/assets.ts'
import { type Html, html, type Piece, trusted } from '#server/platform/html/html.ts'
import { contentSecurityPolicy } from '#server/platform/http/headers.ts'
import type { Translate } from '#server/platform/i18n.ts'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

interface InPage {
  readonly style: Html
  readonly script: Html
  readonly policy: string
}

let known: InPage | undefined

/** What every page has in it, and the policy that allows it. Read once it is asked for: to list addresses takes no build. */
function inPage(): InPage {
  known ??= fromBuild(assets().ballot)
  return known
}

function fromBuild({ style, script }: Assets['ballot']): InPage {
  return {
    style: trusted(`<style>${style}</style>`),
    script: trusted(`<script>${script}</script>`),
    policy: contentSecurityPolicy
      .replace("script-src 'self'", `script-src 'self' ${hashOf(script)}`)
      .replace("style-src 'self'", `style-src 'self' ${hashOf(style)}`),
  }
}

/** The headers of a ballot's pages: the site's own policy, and these two. */
export const ballotHeaders: Readonly<Record<string, string>> = {
  get 'content-security-policy'() {
    return inPage().policy
  },
  'referrer-policy': 'strict-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
}

export interface BallotShell {
  readonly t: Translate
  readonly title: string
  readonly hue: number
  /** Whose Ping it is, at the top; nothing where that is not known here. */
  readonly community?: string
  readonly main: Piece
}

/** A page of a ballot, whole. */
export function ballotShell({ t, title, hue, community, main }: BallotShell): Html {
  const { style, script } = inPage()
  return html`${trusted('<!doctype html>')}
<html lang="${t.locale === 'qps' ? 'en' : t.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${title}</title>${style}</head>
<body style="--hue: ${hue}"><header>${community}</header><main>${main}</main>${script}</body></html>`
}
