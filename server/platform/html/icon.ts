/**
 * The few drawn signs: one stroke, 24 by 24, in the colour of the text around them. Always beside words,
 * or inside something that has an accessible name, so they are hidden from a screen reader.
 */
import { type Html, html, trusted } from '#server/platform/html/html.ts'

const drawings = {
  bell: '<path d="M6 9.5a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4s2-1.5 2-6.5"/><path d="M10 19.5a2.2 2.2 0 0 0 4 0"/>',
  chevron: '<path d="m7 10 5 5 5-5"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  close: '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  search: '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>',
  more: '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.6"/>',
  people:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.6-4 3.3-6 6.5-6s5.9 2 6.5 6"/><path d="M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.6 3.5 5.4"/>',
  video:
    '<circle cx="12" cy="12" r="9"/><path d="M10.2 8.6v6.8l5.4-3.4z" fill="currentColor" stroke-linejoin="round"/>',
  ping: '<path d="M5 6.5h13M5 12h8M5 17.5h4" stroke-width="3.2"/>',
  event: '<rect x="4" y="5.5" width="16" height="14" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4M8 14h3"/>',
  article: '<path d="M5 6h14M5 10h14M5 14h14M5 18h8"/>',
  document: '<path d="M6 3.5h8L18.5 8v12.5H6z"/><path d="M13.5 3.5V8.5h5M9 12.5h6M9 16h6"/>',
  tool: '<rect x="4.5" y="4" width="15" height="16" rx="2"/><path d="m7.5 9 1.3 1.3 2.2-2.5M7.5 15.2l1.3 1.3L11 14M13.5 9h3.5M13.5 15.5h3.5"/>',
  link: '<path d="M10 6H6.5a2 2 0 0 0-2 2v9.5a2 2 0 0 0 2 2H16a2 2 0 0 0 2-2V14"/><path d="M13.5 4.5h6v6M19 5l-8.5 8.5"/>',
  reply: '<path d="M9.5 6 4.5 11l5 5"/><path d="M5 11h8.5a6 6 0 0 1 6 6v1.5"/>',
  mail: '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>',
  lock: '<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  download: '<path d="M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14"/>',
  bold: '<path d="M7.5 5h5.2a3.4 3.4 0 0 1 0 6.8H7.5zm0 6.8h6a3.6 3.6 0 0 1 0 7.2h-6z" stroke-width="2"/>',
  italic: '<path d="M10.5 5H17M7 19h6.5M14 5l-4 14"/>',
  quote: '<path d="M6 5v14M10.5 8H19M10.5 12H19M10.5 16h5"/>',
  bullets: '<path d="M9.5 7H19M9.5 12H19M9.5 17H19M5.2 7v.01M5.2 12v.01M5.2 17v.01" stroke-width="1.9"/>',
  heading: '<path d="M7 5v14M17 5v14M7 12h10" stroke-width="2"/>',
  numbers:
    '<path d="M10.5 7H19M10.5 12H19M10.5 17H19"/><path d="M4.6 6.2 6 5.2v4M4.4 15.4c.6-1 2.4-.8 2.3.4 0 .8-2.3 2.2-2.3 3h2.5" stroke-width="1.4"/>',
  code: '<path d="m9 7-5 5 5 5M15 7l5 5-5 5"/>',
  table: '<rect x="4" y="5" width="16" height="14" rx="1.5"/><path d="M4 10h16M4 14.5h16M12 10v9"/>',
  picture:
    '<rect x="3.5" y="5" width="17" height="14" rx="2"/><path d="m4 17 5-5 4 4 2.5-2.5L20 17"/><circle cx="15.5" cy="9.3" r="1.2"/>',
  chain:
    '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2"/>',
  warning: '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5m0 2.5v.01"/>',
} as const

export type IconName = keyof typeof drawings

/** One sign. `size` in CSS pixels; 20 sits well beside body text. */
export function icon(name: IconName, size = 20): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="${size}" height="${size}" aria-hidden="true">${trusted(drawings[name])}</svg>`
}

/** The mark of Guildhall: a gable over an open door. */
export function mark(size = 24): Html {
  return html`<svg class="sign" viewBox="0 0 24 24" width="${size}" height="${size}" aria-hidden="true"><path d="M12 2.2 2.5 8.6V21.5h5V15a4.5 4.5 0 0 1 9 0v6.5h5V8.6z" fill="currentColor"/></svg>`
}
