/**
 * The field in which one chooses the colour of a community or of the site: swatches, and what the contrast check says of them.
 */
import { accentContrast, leastContrast, swatches } from '#server/platform/html/accent.ts'
import { idOf, savedMeanwhile, singleValue } from '#server/platform/html/field-value.ts'
import type { Field } from '#server/platform/html/form.ts'
import { attr, html } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** Radio buttons named `hue`. A hue that is not a swatch gets a button of its own before them. */
export function hueField(value: number): Field {
  return (context) => {
    const { t } = context.screen
    const chosen = Number(singleValue(context, 'hue', String(value)))
    const isOwn = !swatches.some((hue) => hue === chosen) && chosen >= 0 && chosen < 360
    const all = [
      ...(isOwn ? [{ hue: chosen, label: t('Keep as it is') }] : []),
      ...swatches.map((hue) => ({ hue, label: nameOf(hue, t) })),
    ]
    const least = Math.min(...all.map(({ hue }) => accentContrast(hue)))
    const id = idOf(context, 'hue')
    const problem = context.problems.hue
    return html`<fieldset class="field ${problem ? 'bad' : ''}" aria-describedby="${id}-hint"><legend>${t('Colour')}</legend>
<p class="hint" id="${id}-hint">${t('Text is easy to read in all of these, light and dark: the contrast is at least {least, number} to 1, and {needed, number} is needed.', { least: Math.floor(least * 10) / 10, needed: leastContrast })}</p>${
      problem ? html`<p class="wrong" id="${id}-wrong">${problem}</p>` : null
    }<div class="swatches">${all.map(
      ({ hue, label }, i) =>
        html`<label class="swatch" style="--hue: ${hue}"><input type="radio" name="hue" value="${hue}" ${attr('id', i === 0 ? id : null)} ${attr('checked', hue === chosen)}><span><i></i>${label}</span></label>`,
    )}</div>${savedMeanwhile(context, 'hue', (hue) => nameOf(Number(hue), t))}</fieldset>`
  }
}

function nameOf(hue: number, t: Translate): string {
  const names: Record<number, string> = {
    162: t('Green'),
    195: t('Teal'),
    230: t('Sky'),
    258: t('Blue'),
    285: t('Violet'),
    318: t('Plum'),
    350: t('Rose'),
    20: t('Red'),
    48: t('Amber'),
    78: t('Ochre'),
    110: t('Olive'),
    138: t('Leaf'),
  }
  return names[hue] ?? String(hue)
}
