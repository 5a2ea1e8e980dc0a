/** `body/<entry>`: tells every open page of a body who saved a version; pages that show the text also get the new text. */
import { isWrittenFor, readLive } from '#server/bodies/reads-live.ts'
import { savedPart } from '#server/bodies/written-parts.ts'
import { prose } from '#server/platform/html/parts.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { translator } from '#server/platform/i18n.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'

export const writtenLive: LiveChannel = {
  kind: 'body',
  viewerClassesOf: isWrittenFor,
  async changes(look, id, _viewerClass, locale, since) {
    const written = await readLive(look, id)
    if (!written) return { version: 'gone', changes: [{ target: 'body-text', mode: 'replace', html: '' }] }
    const version = String(written.version)
    if (version === since) return { version, changes: [] }
    const t = translator(locale)
    const when = timeTag(written.savedAt, { t, actor: { zone: 'UTC', now: look.now } })
    const name = written.savedBy?.name ?? t('Former member')
    return {
      version,
      changes: [
        { target: 'body-text', mode: 'replace', html: prose(written.html, 'reading').toString() },
        {
          target: 'body-saved',
          mode: 'replace',
          html: savedPart(written, t, when).toString(),
          announce: t('{name} saved a version', { name }),
        },
      ],
    }
  },
}
