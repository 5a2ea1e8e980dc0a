/**
 * What the settings of the site are made of, as an owner sends them.
 */
import { z } from 'zod'
import { siteLocale, siteZone } from '#server/identity/room.ts'
import { standardHue } from '#server/platform/html/accent.ts'
import { naming, optionalLine, optionalProse } from '#server/platform/http/input.ts'
import { accentHue } from '#server/platform/http/input-hue.ts'

/** An address for the footer of every page, or null. */
const footerAddress = optionalLine(500)
  .refine(
    (text) => text === '' || (/^https:\/\//i.test(text) && URL.canParse(text)),
    'Give an address that begins with https://, or leave this empty.',
  )
  .transform((text) => (text === '' ? null : new URL(text).href))

export const siteSettingsInput = z.object({
  name: naming(120, 'A site needs a name.'),
  locale: siteLocale,
  zone: siteZone,
  welcome: optionalProse(600),
  legalAddress: footerAddress,
  privacyAddress: footerAddress,
  founders: z.enum(['staff', 'everybody']).default('staff'),
  hue: accentHue.default(standardHue),
  finding: z.enum(['everybody', 'own']).default('everybody'),
})
