/**
 * What mails are built of. Each block is made once and stands in both parts: as a row of a table with styles of its own,
 * for mail programs that read no stylesheet, and as lines of text. Class names are only for dark mode.
 */
import { escapeHtml, type Html, html, link, trusted } from '#server/platform/html/html.ts'
import type { MailColours } from './colours.ts'

/** One block, in HTML and in text. */
export interface MailBlock {
  html(colours: MailColours): Html
  readonly text: string
}

export const sans = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif'
const serif = 'Georgia, Times New Roman, serif'

function row(inside: Html, space = 16): Html {
  return html`<tr><td style="padding:0 0 ${space}px">${inside}</td></tr>\n`
}

/** A question or title, in the reading voice. */
export function heading(text: string): MailBlock {
  return {
    html: ({ ink }) =>
      row(
        html`<h1 class="ink" dir="auto" style="margin:0;font:600 28px/1.25 ${serif};letter-spacing:-0.01em;color:${ink}">${text}</h1>`,
        20,
      ),
    text,
  }
}

/** What stands above a part of a longer mail. */
export function subheading(text: string): MailBlock {
  return {
    html: ({ ink }) =>
      row(html`<h2 class="ink" style="margin:8px 0 0;font:600 17px/1.35 ${sans};color:${ink}">${text}</h2>`, 8),
    text: `${text}\n${'-'.repeat(text.length)}`,
  }
}

/** What somebody wrote or a plain sentence; line breaks are kept. */
export function paragraph(text: string): MailBlock {
  return {
    html: ({ ink }) =>
      row(html`<p class="ink" dir="auto" style="margin:0;font:400 17px/1.5 ${sans};color:${ink}">${lines(text)}</p>`),
    text,
  }
}

/** A quiet sentence: who, until when, how it works. */
export function note(text: string): MailBlock {
  return {
    html: ({ soft }) =>
      row(html`<p class="soft" dir="auto" style="margin:0;font:400 15px/1.5 ${sans};color:${soft}">${lines(text)}</p>`),
    text,
  }
}

/** Answers to choose from: bordered rows, 48 px high at least, each a link as a whole. */
export function answerLinks(options: readonly { readonly label: string; readonly address: string }[]): MailBlock {
  return {
    html: (colours) => row(html`${options.map((option) => answerRow(option, colours))}`, 8),
    text: options.map(({ label, address }) => `${label}\n${address}`).join('\n\n'),
  }
}

function answerRow({ label, address }: { label: string; address: string }, { card, line, ink }: MailColours): Html {
  // Outlook for Windows ignores the padding of a link, so the cell has it.
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 8px;border-collapse:separate"><tr>
<td class="card line" height="48" bgcolor="${card}" style="border:1px solid ${line};border-radius:9px;background:${card};mso-padding-alt:13px 16px">
<a class="ink" dir="auto" href="${link(address)}" style="display:block;padding:13px 16px;min-height:22px;font:400 17px/22px ${sans};color:${ink};text-decoration:none">${label}</a></td></tr></table>\n`
}

/** Answers with their figures, each over a bar of its share (0 to 1). */
export function bars(
  rows: readonly { readonly label: string; readonly figure: string; readonly share: number }[],
): MailBlock {
  return {
    html: (colours) => row(html`${rows.map((one) => barRow(one, colours))}`, 8),
    text: rows.map(({ label, figure }) => `${figure}  ${label}`).join('\n'),
  }
}

function barRow(
  { label, figure, share }: { label: string; figure: string; share: number },
  colours: MailColours,
): Html {
  const { ink, accent, wash } = colours
  const width = Math.round(share * 100)
  const part = (name: string, colour: string, percent: number) =>
    percent === 0
      ? null
      : html`<td class="${name}" width="${percent}%" height="8" bgcolor="${colour}" style="height:8px;line-height:8px;font-size:0;background:${colour}">&nbsp;</td>`
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px"><tr>
<td class="ink" dir="auto" style="padding:0 12px 4px 0;font:400 17px/1.4 ${sans};color:${ink}">${label}</td><td class="ink" align="right" valign="bottom" style="padding:0 0 4px;font:600 17px/1.4 ${sans};color:${ink};white-space:nowrap">${figure}</td></tr><tr><td colspan="2"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${part('accent', accent, width)}${part('wash', wash, 100 - width)}</tr></table></td></tr></table>\n`
}

/** The one thing to do. */
export function button(label: string, address: string): MailBlock {
  return {
    html: ({ accent, onAccent }) =>
      row(html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate"><tr>
<td class="accent" height="48" bgcolor="${accent}" style="border-radius:9px;background:${accent};mso-padding-alt:13px 24px">
<a class="on-accent" href="${link(address)}" style="display:block;padding:13px 24px;font:600 17px/22px ${sans};color:${onAccent};text-decoration:none">${label}</a></td></tr></table>`),
    text: `${label}\n${address}`,
  }
}

/** What somebody said, and who. */
export function quote(text: string, by: string | null): MailBlock {
  return {
    html: ({ ink, soft, accent }) =>
      row(html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="edge" style="border-left:3px solid ${accent};padding:2px 0 2px 16px"><p class="ink" dir="auto" style="margin:0;font:400 17px/1.5 ${serif};color:${ink}">${lines(text)}</p>
${by && html`<p class="soft" style="margin:4px 0 0;font:400 15px/1.5 ${sans};color:${soft}">${by}</p>`}</td></tr></table>`),
    text: `${text.replace(/^/gm, '> ')}${by ? `\n> ${by}` : ''}`,
  }
}

/** A code to type, large, its figures apart. */
export function code(figures: string): MailBlock {
  return {
    html: ({ ink, wash }) =>
      row(html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="wash ink" bgcolor="${wash}" style="border-radius:9px;background:${wash};padding:14px 22px;font:600 28px/1.2 Menlo, Consolas, monospace;letter-spacing:0.18em;color:${ink}">${figures}</td></tr></table>`),
    text: figures,
  }
}

/** A line of a list, maybe with a link, and with a quiet line below it. */
interface ListEntry {
  readonly text: string
  readonly address?: string
  readonly note?: string
}

/** Several short lines under one another. */
export function list(entries: readonly ListEntry[]): MailBlock {
  return {
    html: ({ ink, soft, line }) =>
      row(
        html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${entries.map(
          (entry) => html`<tr>
<td class="ink line" dir="auto" style="border-top:1px solid ${line};padding:10px 0;font:400 17px/1.5 ${sans};color:${ink}">${
            entry.address
              ? html`<a class="ink" href="${link(entry.address)}" style="color:${ink}">${entry.text}</a>`
              : entry.text
          }${entry.note && html`<br><span class="soft" style="font-size:15px;color:${soft}">${entry.note}</span>`}</td></tr>`,
        )}</table>`,
      ),
    text: entries
      .map(({ text, note, address }) => `- ${[text, note, address].filter(Boolean).join('\n  ')}`)
      .join('\n'),
  }
}

function lines(text: string): Html {
  return trusted(escapeHtml(text).replaceAll('\n', '<br>'))
}
