/**
 * The shapes in which a site gets its language and zone.
 */
import { z } from 'zod'
import { isLocale, zoneNamed } from '#server/identity/person.ts'

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
