/** The addresses of pictures in texts. */
import { z } from 'zod'
import { findCommunityToChange } from '#server/communities/room.ts'
import { addPicture, pictureView } from '#server/discussions/pictures/add-picture.ts'
import { textWithPicturePage, wayOn } from '#server/discussions/pictures/going-on.ts'
import { newPicturePage, pictureLinePage } from '#server/discussions/pictures/pages.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { optionalLine, upload } from '#server/platform/http/input.ts'
import { largestPicture } from '#server/platform/pictures/picture.ts'
import { pictureSize } from '#server/platform/pictures/picture-in-text.ts'
import { notReady } from '#server/platform/refuse.ts'

const path = '/c/:community/discussions/pictures'

export const pictureRoutes: readonly Endpoint[] = [
  reads({
    path,
    summary: 'The form that brings a picture for a text, for a browser without script.',
    who: 'discuss',
    json: 'none',
    async read(look, actor, { community: slug }) {
      const community = await findCommunityToChange(look, actor, slug, 'discuss')
      return { community }
    },
    page: newPicturePage,
  }),
  acts({
    path,
    summary: 'Keeps a picture for a text, as WebP of 1600 pixels at most, and tells the Markdown that shows it.',
    who: 'discuss',
    // With `to`, the picture comes from within another form, together with that form's fields.
    input: z.looseObject({
      picture: upload(),
      shows: optionalLine(300),
      to: z.string().regex(wayOn).optional().catch(undefined),
    }),
    view: pictureView,
    created: true,
    form: path,
    files: { picture: { limit: largestPicture, picture: pictureSize } },
    limit: { times: 60, seconds: 600 },
    refusals: [notReady],
    act: addPicture,
    respond: (view, { to, community, ...typed }, { version }) => ({
      page: (screen) =>
        to
          ? textWithPicturePage({ community, to, typed: { ...typed, version }, line: view.markdown }, screen)
          : pictureLinePage(view, screen),
    }),
  }),
]
