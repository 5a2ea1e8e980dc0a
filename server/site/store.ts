/**
 * Writes of the site itself.
 */
import type { Work } from '#server/platform/work.ts'

export interface SiteSettings {
  readonly name: string
  readonly locale: string
  /** An IANA zone. */
  readonly zone: string
}

/** Writes what is given; the rest stays. */
export async function saveSite(work: Work, { name, locale, zone }: Partial<SiteSettings>): Promise<void> {
  await work.tx.updateTable('site').set({ name, locale, time_zone: zone }).execute()
}
