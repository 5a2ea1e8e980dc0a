/**
 * The frame of every mail: a warm sheet, one column, no picture, nothing loaded from anywhere. Tables and styles of their own
 * for Outlook, a second set of colours for the dark, sizes that follow the reader's zoom.
 */
import { standardHue } from '#server/platform/html/accent.ts'
import { type Html, html, link, trusted } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import { heading, type MailBlock, sans } from './blocks.ts'
import { mailColours } from './colours.ts'
import { answerLine } from './incoming/answer-line.ts'

export { answerLinks, bars, button, code, list, type MailBlock, note, paragraph, quote, subheading } from './blocks.ts'

/** What a mail is made of. All sentences are in the reader's language already. */
export interface MailParts {
  readonly t: Translate
  /** Where it comes from, at the top in its colour; left out, the site. */
  readonly community?: { readonly name: string; readonly hue: number }
  /** Stands small above the heading: "Ping from Ada Lindqvist". */
  readonly above?: string
  /** What an inbox shows beside the subject. */
  readonly preheader: string
  readonly subject: string
  /** What it says at its head; the subject unless told. */
  readonly heading?: string
  readonly blocks: readonly MailBlock[]
  /** Why they get it, in a sentence. */
  readonly why: string
  /** What else its reader can do from here, in its foot: most often a link that acts. */
  readonly more?: { readonly label: string; readonly url: string }
  readonly unsubscribeUrl?: string
  /** It can be answered by mail: a line at its head tells where. */
  readonly isAnswered?: boolean
  /** Its hue colours mails that belong to no community. */
  readonly site: { readonly name: string; readonly url: string; readonly hue?: number }
}

/** Makes both parts of a mail, under its subject. */
export function mailLayout(parts: MailParts): { subject: string; unsubscribeUrl?: string; html: Html; text: string } {
  const { subject, unsubscribeUrl } = parts
  const blocks = [heading(parts.heading ?? subject), ...parts.blocks]
  return { subject, unsubscribeUrl, html: asHtml(parts, blocks), text: asText(parts, blocks) }
}

function asText(
  { t, community, above, why, more, unsubscribeUrl, isAnswered, site }: MailParts,
  blocks: readonly MailBlock[],
): string {
  const foot = [
    why,
    more && `${more.label}\n${more.url}`,
    unsubscribeUrl && `${t('Stop these mails')}\n${unsubscribeUrl}`,
    `${site.name}\n${site.url}`,
  ]
  return `${[isAnswered && answerLine(t), community?.name, above, ...blocks.map((block) => block.text), '-- ', ...foot].filter(Boolean).join('\n\n')}\n`
}

function asHtml(
  {
    t,
    community,
    above,
    preheader,
    subject,
    heading = subject,
    why,
    more,
    unsubscribeUrl,
    isAnswered,
    site,
  }: MailParts,
  blocks: readonly MailBlock[],
): Html {
  const hue = community?.hue ?? site.hue ?? standardHue
  const { light } = mailColours(hue)
  const small = `margin:0 0 8px;font:400 13px/1.5 ${sans};color:${light.soft}`
  return html`<!doctype html>
<html lang="${t.locale}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no"><title>${heading}</title>
${nightStyle(hue)}</head>
<body class="paper" style="margin:0;padding:0;background:${light.paper};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>
<table class="paper" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${light.paper}"><tr><td class="bar" height="6" bgcolor="${light.accent}" style="height:6px;line-height:6px;font-size:0;background:${light.accent}">&nbsp;</td></tr><tr><td align="center" style="padding:24px 16px 40px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;text-align:start;word-break:break-word;overflow-wrap:anywhere">
${isAnswered && html`<tr><td class="soft" style="padding:0 0 20px;font:400 13px/1.5 ${sans};color:${light.soft}">${answerLine(t)}</td></tr>`}
<tr><td class="place" dir="auto" style="padding:0 0 24px;font:600 17px/1.35 ${sans};color:${light.accent}">${community?.name ?? site.name}</td></tr>
${above && html`<tr><td class="soft" style="padding:0 0 12px;font:400 14px/1.5 ${sans};color:${light.soft}">${above}</td></tr>`}
${blocks.map((block) => block.html(light))}<tr><td class="line" style="border-top:1px solid ${light.line};padding:16px 0 0">
<p class="soft" style="${small}">${why}</p>
<p class="soft" style="${small}">${
    more && html`<a class="soft" href="${link(more.url)}" style="color:${light.soft}">${more.label}</a> · `
  }${
    unsubscribeUrl &&
    html`<a class="soft" href="${link(unsubscribeUrl)}" style="color:${light.soft}">${t('Stop these mails')}</a> · `
  }<a class="soft" href="${link(site.url)}" style="color:${light.soft}">${site.name}</a></p>
</td></tr></table></td></tr></table></body></html>
`
}

/** The colours of dark mode, for readers who ask for it and for Outlook, which makes a dark mode of its own and marks it. */
const nightStyle = madeOnce((hue: number): Html => {
  const { dark } = mailColours(hue)
  const rules: [string, string][] = [
    ['.paper', `background:${dark.paper}!important`],
    ['.card', `background:${dark.card}!important`],
    ['.wash', `background:${dark.wash}!important`],
    ['.line', `border-color:${dark.line}!important`],
    ['.edge', `border-color:${dark.accent}!important`],
    ['.accent', `background:${dark.accent}!important`],
    ['.bar', `background:${dark.accent}!important`],
    ['.place', `color:${dark.accent}!important`],
    ['.ink', `color:${dark.ink}!important`],
    ['.soft', `color:${dark.soft}!important`],
    ['.on-accent', `color:${dark.onAccent}!important`],
  ]
  const asked = rules.map(([selector, body]) => `${selector}{${body}}`).join('')
  const marked = rules
    .map(([selector, body]) => `${body.startsWith('color') ? '[data-ogsc]' : '[data-ogsb]'} ${selector}{${body}}`)
    .join('')
  return trusted(
    `<style>:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${asked}}${marked}</style>`,
  )
})
