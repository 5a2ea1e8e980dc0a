/**
 * The site's logo: set and removed by an owner, and seen by everybody, as it stands on the sign-in page too.
 */
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint } from '#server/platform/http/endpoint.ts'
import { upload } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import type { PictureSize } from '#server/platform/pictures/picture.ts'
import { forbidden, notFound, notReady, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { siteChanged } from '#server/site/activities.ts'
import { isLogo, saveLogo } from '#server/site/settings/logo-store.ts'

/** Largest picture one may send, in bytes. */
export const logoLimit = 5_000_000
/** The stored size: three times what the head of a page shows. */
const logoSize: PictureSize = { width: 480, height: 96, fit: 'inside' }

/** Shows a logo; null shows the site's own mark again. @refuses forbidden · input_invalid where no picture was sent */
async function changeLogo(work: Work, actor: Actor, logo: Received | null | undefined): Promise<void> {
  if (!may(actor, 'site_settings', null)) refuse(forbidden)
  if (logo !== null && !logo?.pixels) refuseFields({ logo: { says: 'Choose a picture first.' } })
  await saveLogo(work, personIdOf(actor), logo ?? null)
  await work.record(siteChanged, { communityId: null, by: actor, objectId: null })
}

export const logoRoutes: readonly Endpoint[] = [
  answers({
    path: '/site/logo/:file',
    summary: 'The logo of the site.',
    who: 'anyone',
    async handle(platform, actor, request, reply) {
      const id = idFrom((request.params as { file: string }).file)
      if (!id || !(await isLogo(lookFor(platform, actor), id))) refuse(notFound)
      const { root, name } = platform.files.place(id)
      // The address changes with the picture.
      reply
        .header('cache-control', 'public, max-age=86400')
        .header('content-security-policy', "default-src 'none'; sandbox")
      return reply.type('image/webp').sendFile(name, root, { cacheControl: false, contentType: false })
    },
  }),
  acts({
    path: '/site/logo',
    summary: 'Sets the logo of the site; it is made to fit into 480 by 96 pixels.',
    who: 'site_settings',
    refusals: [notReady],
    limit: { times: 20, seconds: 600 },
    files: { logo: { limit: logoLimit, picture: logoSize } },
    input: z.object({ logo: upload() }),
    form: '/site/settings',
    act: (work, actor, { logo }) => changeLogo(work, actor, logo),
    respond: () => ({ location: '/site/settings#logo', flash: 'The picture is saved.' }),
  }),
  acts({
    path: '/site/logo/removal',
    summary: 'Takes the logo of the site away.',
    who: 'site_settings',
    form: '/site/settings',
    act: (work, actor) => changeLogo(work, actor, null),
    respond: () => ({ location: '/site/settings#logo', flash: 'The picture is removed.' }),
  }),
]
