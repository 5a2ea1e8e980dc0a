/**
 * The light document around every page of a ballot: one answer, nothing loaded after it. Its one style and one script stand
 * in it, and are allowed by their hashes.
 */
import { createHash } from 'node:crypto'
import { type Html, html, type Piece, trusted } from '#server/platform/html/html.ts'
import { contentSecurityPolicy } from '#server/platform/http/headers.ts'
import type { Translate } from '#server/platform/i18n.ts'

const style =
  `*{box-sizing:border-box}:root{color-scheme:light dark;--paper:light-dark(oklch(98.5% .005 85),oklch(19% .006 85));--card:light-dark(oklch(99.7% .002 85),oklch(22.5% .007 85));--line:light-dark(oklch(83% .012 85),oklch(41% .012 85));--ink:light-dark(oklch(23% .014 85),oklch(93.5% .008 85));--soft:light-dark(oklch(46% .014 85),oklch(74% .012 85))}
body{--accent:light-dark(oklch(44% .1 var(--hue)),oklch(79% .1 var(--hue)));--on:light-dark(oklch(99% .004 85),oklch(19% .02 var(--hue)));--fill:light-dark(oklch(93% .035 var(--hue)),oklch(31% .04 var(--hue)));margin:0;border-top:.375rem solid var(--accent);background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif;-webkit-text-size-adjust:100%}
main,header{width:min(100%,36rem);margin:auto;padding:0 1.1rem 3rem;overflow-wrap:anywhere}header{padding-block:1rem 8svh;color:var(--accent)}
h1,span,header,.from{unicode-bidi:plaintext}h1{margin:0 0 1.4rem;font-size:clamp(1.5rem,1.15rem + 1.7vw,2rem);line-height:1.22;text-wrap:balance}h1,b,header{font-weight:650}
p,.lead{margin:1rem 0;color:var(--soft);font-size:.95rem}.lead{color:var(--ink);font-size:1.125rem}.from{margin:0 0 .3rem}b{color:var(--ink)}
ol{display:grid;gap:.6rem;margin:0;padding:0;list-style:none}
label,.bar{position:relative;isolation:isolate;display:flex;gap:.9rem;align-items:center;min-height:3.25rem;padding:.6rem 1rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card);line-height:1.3;overflow:clip;cursor:pointer}
.bar{cursor:default;justify-content:space-between}.bar i{position:absolute;z-index:-1;inset-block:0;inset-inline-start:0;width:var(--share);background:var(--fill)}.bar span{min-width:0}.bar b{white-space:nowrap;font-variant-numeric:tabular-nums}
label:has(:checked),.mine{padding:calc(.6rem - 1px) calc(1rem - 1px);border:2px solid var(--accent);font-weight:600}label:has(:checked){background:var(--fill)}
input{flex:none;width:1.15rem;height:1.15rem;margin:0;accent-color:var(--accent)}
button,a.button{display:block;width:100%;min-height:3.25rem;margin-top:1.2rem;padding:.75rem 1.2rem;border:1px solid var(--accent);border-radius:.75rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.quiet{display:inline;width:auto;min-height:2.75rem;margin:0;padding:0;border:0;background:none;text-align:start;color:var(--accent);text-decoration:underline}
a{color:var(--accent)}form.line{display:inline}form.line .quiet{margin:-.7rem 0}button.aside{margin-top:.6rem;color:var(--soft);font-size:.95rem;font-weight:400}#says{color:var(--ink);font-weight:600}:focus-visible,label:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}label :focus-visible{outline:0}
#says:empty{display:none}.later{animation:later 10s step-end}@keyframes later{from{visibility:hidden}}@media(forced-colors:active){.bar i{border-right:3px solid}}`.replaceAll(
    '\n',
    '',
  )

// Sends the form without leaving the page: at once where the server found this browser to be the person's own, else by its
// button. What fails is kept and tried again, and says so. A page brought back by the browser's own memory sends nothing.
const script = `(()=>{const f=document.querySelector('form[data-send]'),d=document.querySelector('[data-again]');if(d)setTimeout(()=>fetch(location).then(r=>r.text()).then(x=>x.includes('data-waits'+'>')&&location.reload(),()=>0),12e3);if(!f)return;const s=document.getElementById('says'),w=[1,2,4,8,15];let busy=0,n=0,t=0
async function send(){if(busy)return;busy=1;clearTimeout(t);s.textContent=f.dataset.sending
try{const r=await fetch(f.action,{method:'POST',body:new URLSearchParams(new FormData(f)),keepalive:true,headers:{accept:'text/html'}});if(r.ok)return location.replace(r.url);if(r.status<500&&r.status!=429)return f.submit()}catch{}
busy=0;s.textContent=f.dataset.lost;t=setTimeout(send,w[Math.min(n++,4)]*1e3)}
f.addEventListener('submit',e=>{e.preventDefault();n=0;send()});addEventListener('online',()=>{if(t)send()});addEventListener('pageshow',e=>{if(e.persisted)busy=0})
const nav=performance.getEntriesByType('navigation')[0];function look(){if(document.visibilityState=='visible'&&!document.prerendering){removeEventListener('visibilitychange',look,true);send()}}
if(f.dataset.send=='now'&&nav&&nav.type=='navigate'){addEventListener('visibilitychange',look,true);document.addEventListener('prerenderingchange',look);look()}})()`

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The headers of a ballot's pages: the site's own policy, and these two. */
export const ballotHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy
    .replace("script-src 'self'", `script-src 'self' ${hashOf(script)}`)
    .replace("style-src 'self'", `style-src 'self' ${hashOf(style)}`),
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

const styleTag = trusted(`<style>${style}</style>`)
const scriptTag = trusted(`<script>${script}</script>`)

/** A page of a ballot, whole. */
export function ballotShell({ t, title, hue, community, main }: BallotShell): Html {
  return html`${trusted('<!doctype html>')}
<html lang="${t.locale === 'qps' ? 'en' : t.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${title}</title>${styleTag}</head>
<body style="--hue: ${hue}"><header>${community}</header><main>${main}</main>${scriptTag}</body></html>`
}
