/** `import/<id>`: the progress of a file moves on every open page of it. */

import { isMoving } from '#server/people/imports/import.ts'
import { importChannelKind } from '#server/people/imports/import-channel.ts'
import { progressPart, progressTarget, progressVersion } from '#server/people/imports/progress-part.ts'
import { readImportViewers, readProgress } from '#server/people/imports/reads-live.ts'
import { translator } from '#server/platform/i18n.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'

export const importLive: LiveChannel = {
  kind: importChannelKind,
  viewerClassesOf: readImportViewers,
  async changes(look, id, _viewerClass, locale, since) {
    const progress = await readProgress(look, id)
    if (!progress) return { version: 'gone', changes: [] }
    const version = progressVersion(progress)
    if (version === since) return { version, changes: [] }
    const t = translator(locale)
    const announce = isMoving(progress.state) ? undefined : t('The file is through.')
    return {
      version,
      changes: [{ target: progressTarget, mode: 'replace', html: progressPart(progress, t).toString(), announce }],
    }
  },
}
