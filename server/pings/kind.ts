/** Pings as entries: their title is the question. An open one stands above all that is new. */
import { pingAddress, pingKind } from '#server/pings/ping.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'

export const pingEntries: EntryKind = {
  kind: pingKind,
  address: (slug, { id, title }) => pingAddress(slug, { id, question: title }),
  about: (t) => ({ inList: t('About a Ping'), above: t('About a Ping') }),
}
