/**
 * The shapes in which a site, or a person, gets a language and a zone.
 */
import { z } from 'zod'
import { isLocale, isZone, zoneNamed } from '#server/identity/person.ts'

const orNone = (is: (text: string) => boolean) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || is(text), { error: 'Choose one from the list.' })
    .transform((text) => text || null)

/** A language that a person chose, or null. */
export const ownLocale = orNone(isLocale)
/** A zone (IANA) that a person chose, or null. */
export const ownZone = orNone(isZone)

export const siteLocale = z.string().refine(isLocale, 'Choose one from the list.')

/** An IANA zone, also by another of its names: browsers do not agree on them. */
export const siteZone = z
  .string()
  .max(100)
  .transform((name, context) => {
    const zone = zoneNamed(name)
    if (!zone) context.addIssue({ code: 'custom', message: 'Choose one from the list.' })
    return zone ?? z.NEVER
  })
