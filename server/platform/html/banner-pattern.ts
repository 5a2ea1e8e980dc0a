/** The drawn banner of a community without a picture: fine engraved lines, always the same for the same name. */
import { hueOf } from '#server/platform/html/face.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { madeOnce } from '#server/platform/made-once.ts'

/** Two fans of circles whose lines cross, as on an old share certificate; `seed` places them. */
export function bannerPattern(seed: string): Html {
  return drawn(Math.floor(hueOf(seed) / 24))
}

const drawn = madeOnce((turn: number): Html => {
  const left = 250 + (turn % 5) * 34
  const right = 560 - (turn % 4) * 40
  const low = 300 + (turn % 3) * 60
  const rings = Array.from({ length: 26 }, (_, i) => 40 + i * 17)
  return html`<svg class="banner-pattern" viewBox="0 0 640 320" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">${rings.map(
    (r) => html`<circle cx="${left}" cy="-60" r="${r}"/><circle cx="${right}" cy="${low}" r="${r}"/>`,
  )}</svg>`
})
