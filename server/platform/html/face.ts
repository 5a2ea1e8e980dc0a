/** A person's picture, or their initials on a tint that is always the same for the same name. */
import { type Html, html, link } from '#server/platform/html/html.ts'
import { addressPart } from '#server/platform/ids.ts'

/** What a face needs. `photo` is an address of ours, or null. */
export interface Portrayed {
  readonly name: string
  readonly photo: string | null
}

/** `small` 28, `medium` 40, `large` 64, `huge` 112 pixels across. */
export type FaceSize = 'small' | 'medium' | 'large' | 'huge'

const pixels: Record<FaceSize, number> = { small: 28, medium: 40, large: 64, huge: 112 }

/** The face alone, without a name for screen readers: it always stands beside the person's name, or in a link that has one. */
export function face(person: Portrayed, size: FaceSize = 'medium'): Html {
  const px = pixels[size]
  if (person.photo) {
    return html`<img class="face ${size}" src="${link(person.photo)}" alt="" width="${px}" height="${px}" loading="lazy" decoding="async">`
  }
  return html`<span class="face ${size}" style="--h: ${hueOf(person.name)}" aria-hidden="true">${initials(person.name)}</span>`
}

/** Several faces, each a link to its person; screen readers get the name, a mouse shows it. */
export function faces(people: readonly (Portrayed & { readonly personId: string })[]): Html {
  return html`<ul class="faces">${people.map(
    (person) =>
      html`<li><a href="/people/${addressPart(person.name, person.personId)}" title="${person.name}">${face(person)}<span class="unseen">${person.name}</span></a></li>`,
  )}</ul>`
}

/** First letters of the first and the last word of a name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => (word ? [...word][0]?.toLocaleUpperCase() : '')).join('')
}

/** A hue from 0 to 359 that is always the same for the same text. */
export function hueOf(text: string): number {
  let hash = 0
  for (const c of text) hash = (hash * 31 + (c.codePointAt(0) ?? 0)) >>> 0
  // Steps of 24 degrees: neighbours in a list differ enough to be told apart.
  return (hash % 15) * 24 + 10
}
