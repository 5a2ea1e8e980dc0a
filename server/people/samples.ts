/** A course with a cohort, for tests that ask every address. */
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'
import { sendFiles } from '#tests/support/send-files.ts'

const toCircle = 'who looks after the circle, and who leads the community'
const toWriters = 'who looks after members, and who teaches the cohort'

export const samples: RoomSamples = {
  async things(site, { community }, mark) {
    const ada = site.as('ada')
    const course = await created(ada.send(`/c/${community}/courses`, { name: `Marmalade course${mark}` }))
    // Dov was in an earlier cohort, and the next one may ask him.
    const earlier = await created(
      ada.send(`/c/${community}/courses/${course.id}/cohorts`, { name: `Marmalade first${mark}` }),
    )
    const first = `/c/${community}/cohorts/${earlier.id}`
    await created(ada.send(`${first}/people`, { persons: [site.cast.people.dov.id] }))
    await ada.send(`${first}/start`)
    await site.as('dov').send(`${first}/asking`, { may: 'yes' })
    await ada.send(`${first}/end`, { keep: 'yes' })
    const cohort = await created(
      ada.send(`/c/${community}/courses/${course.id}/cohorts`, { name: `Marmalade cohort${mark}` }),
    )
    const somebody = { persons: [site.cast.people.dov.id] }
    await created(ada.send(`/c/${community}/cohorts/${cohort.id}/people`, somebody))
    const circle = await created(ada.send(`/c/${community}/circles`, { name: `Marmalade circle${mark}` }))
    const file = { name: 'people.csv', bytes: `email,name\nmarmalade${mark.trim()}@example.org,Marmalade\n` }
    const uploaded = await sendFiles(site, 'ada', `/c/${community}/members/import`, {}, { file })
    const feed = await created(site.as('owen').send('/site/people/feeds', { name: `Marmalade feed${mark}`, into: '' }))
    return {
      feed: feed.id,
      course: course.id,
      cohort: cohort.id,
      circle: circle.id,
      import: JSON.parse(uploaded.text).id,
    }
  },
  fieldWords: {
    joining: 'open',
    takenAt: 'https://example.org/course',
    keep: 'yes',
    may: 'yes',
    startsOn: '2099-01-04',
    endsOn: '2099-03-01',
    todoPath: '',
    entries: undefined,
    '/c/:community/cohorts/:cohort/hand-over people': undefined,
    '/c/:community/members/import/:import/columns columns': ['email', 'name'],
    '/site/people/import/:import/columns columns': ['email', 'name'],
    encoding: 'windows-1252',
    invite: 'later',
    '/site/people/feeds into': '',
    '/site/people/feeds/:feed into': '',
    inviteOn: '2099-01-04',
    '/c/:community/cohorts/:cohort/people/copies from': '01900000-0000-7000-8000-000000000000',
    '/c/:community/cohorts/:cohort/people/pasted people': 'Nia Brook <nia@example.org>',
  },
  ofOnesOwn: {
    'GET /c/:community/circles/new': 'members, not who looks after the site',
    'POST /c/:community/circles': 'members, not who looks after the site',
    'POST /c/:community/circles/:circle/joining': 'members, not who looks after the site',
    'GET /c/:community/circles/:circle/edit': toCircle,
    'POST /c/:community/circles/:circle': toCircle,
    'POST /c/:community/circles/:circle/archive': toCircle,
    'POST /c/:community/circles/:circle/return': toCircle,
    'POST /c/:community/circles/:circle/requests': 'members, not who looks after the site',
    'POST /c/:community/circles/:circle/requests/:person/approval': toCircle,
    'POST /c/:community/circles/:circle/requests/:person/refusal': toCircle,
    'POST /c/:community/circles/:circle/people/:person/removal': toCircle,
    'GET /c/:community/cohorts/:cohort': 'who may know of a cohort that is prepared',
    'GET /c/:community/cohorts/:cohort/letter': toWriters,
    'POST /c/:community/cohorts/:cohort/letter': toWriters,
    'POST /c/:community/cohorts/:cohort/letter/mailing': toWriters,
    'GET /c/:community/cohorts/:cohort/hand-over': toWriters,
    'POST /c/:community/cohorts/:cohort/hand-over': toWriters,
  },
  notAtHand: {
    'POST /c/:community/circles/:circle/requests': 'a circle that one asks to join',
    'POST /c/:community/circles/:circle/requests/withdrawal': 'a request of one’s own',
    'POST /c/:community/circles/:circle/requests/:person/approval': 'a request',
    'POST /c/:community/circles/:circle/requests/:person/refusal': 'a request',
    'POST /c/:community/circles/:circle/people/:person/removal': 'a person in the circle',
    'POST /c/:community/circles/:circle/leaving': 'a circle of one’s own',
    'POST /c/:community/cohorts/:cohort/asking': 'a cohort of one’s own',
    'POST /c/:community/members/import': 'a file',
    'POST /site/people/import': 'a file',
    'POST /site/people/feeds/:feed/files': 'a file',
    'POST /site/people/feeds/:feed/approval': 'a file that waits',
    'POST /site/people/feeds/:feed/refusal': 'a file that waits',
    'POST /c/:community/cohorts/:cohort/people': 'a member who is not in it',
    'POST /c/:community/cohorts/:cohort/people/copies': 'another cohort with people',
    'POST /c/:community/cohorts/:cohort/people/:person/removal': 'a person in the cohort',
    'POST /c/:community/cohorts/:cohort/teachers/:person/removal': 'a person who teaches',
  },
}
