/** What tests that ask every address must know of those who run the site. */
import { retentionKinds } from '#server/platform/retention.ts'
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  async things(site, _made, mark) {
    const { fields } = await created(site.as('owen').send('/site/profile-fields', { label: `Marmalade field${mark}` }))
    const { name } = await created(
      site.as('owen').send('/site/roles', { title: `Warden${mark}`, permissions: ['moderate'] }),
    )
    return { field: fields.at(-1).id, role: name }
  },
  fieldWords: {
    '/site/people/:person/merging other': '01900000-0000-7000-8000-000000000000',
    siteRole: 'none',
    shownTo: 'everybody',
    changedBy: 'site',
    key: '',
    manager: '',
    ...Object.fromEntries(retentionKinds.map((kind) => [`/site/retention ${kind}`, 0])),
    '/site/roles permissions': ['moderate'],
    '/site/roles/:role permissions': ['moderate'],
    '/site/roles/:role title': 'Steward',
  },
  notAtHand: {
    'POST /site/people/:person/merging': 'another account of the same person',
    'POST /site/people/:person/erasure': 'the name of the person',
    'POST /site/logo': 'a picture',
    'POST /site/people/:person': 'an address that nobody has yet',
  },
}
