/** The addresses of a body's versions: the same three under everything that carries a body. */
import { z } from 'zod'
import { bringBackVersion, wordLookedAt } from '#server/bodies/bring-back-version.ts'
import { comparisonPage, versionsPage } from '#server/bodies/version-pages.ts'
import type { VersionedKind } from '#server/bodies/versioned.ts'
import { compareVersions, comparisonView, listVersions, versionsView } from '#server/bodies/views.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { whole } from '#server/platform/http/input.ts'

/** Anything that is not a version number becomes a number that no version has. */
const number = whole(1, 2 ** 31).catch(0)
const pageOfList = z.object({ before: number.optional() })
const pair = z.object({ version: number, with: number.optional() })

/** The endpoints of one kind. */
export function versionRoutes<Params extends z.ZodRawShape>(kind: VersionedKind<Params>): readonly Endpoint[] {
  const { name, path, params, who, tab } = kind
  const where = z.object(params)
  return [
    reads({
      path: `${path}/versions`,
      summary: `The versions of ${name}, latest first.`,
      who: 'read',
      input: z.object({ ...params, ...pageOfList.shape }),
      view: versionsView,
      read: async (look, actor, input) =>
        listVersions(look, actor, await kind.find(look, actor, where.parse(input)), pageOfList.parse(input).before),
      page: (view, screen) => versionsPage(view, screen, tab),
    }),
    reads({
      path: `${path}/versions/:version`,
      summary: `What a version of ${name} changed, or how it differs from the one in \`with\`.`,
      who: 'read',
      input: z.object({ ...params, ...pair.shape }),
      view: comparisonView,
      async read(look, actor, input) {
        const { version, with: other } = pair.parse(input)
        return compareVersions(look, actor, await kind.find(look, actor, where.parse(input)), {
          version,
          other,
        })
      },
      page: (view, screen) => comparisonPage(view, screen, tab),
    }),
    acts({
      path: `${path}/versions/:version/return`,
      summary: `Brings an earlier version of ${name} back, as the latest.`,
      who,
      input: z.object({ ...params, version: number }),
      view: versionsView,
      refusals: [wordLookedAt],
      limit: { times: 30, seconds: 60 },
      async act(work, actor, input) {
        const versioned = await kind.find(work, actor, where.parse(input))
        const saved = await bringBackVersion(work, actor, versioned, pair.parse(input).version)
        if (saved.isNew) await kind.changed(work, actor, versioned, saved.version)
        return listVersions(work, actor, versioned)
      },
      respond: (view, input) => ({
        location: view.address,
        flash: 'It says again what version {n} said.',
        values: { n: pair.parse(input).version },
      }),
    }),
  ]
}
