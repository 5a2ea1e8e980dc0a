/** A group of people in front and an invitation link, for tests that ask every address. */
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  async things(site, { community }, mark) {
    const group = { name: `Leader${mark}`, size: 'large' }
    const ada = site.as('ada')
    const { containers } = await created(ada.send(`/c/${community}/settings/people`, group))
    const { links } = await created(ada.send(`/c/${community}/members/links`))
    const owen = site.as('owen')
    const gone = await created(owen.send('/c/new', { name: `Gone ${mark}`, purpose: 'To be deleted.' }))
    const deleted = await created(owen.send(`/c/${gone.slug}/settings/deletion`, { name: gone.name }))
    await created(ada.send(`/c/${community}/members`, { people: `new-${mark}@example.org`, confirmed: true }))
    const [added] = (await ada.json(`/c/${community}/settings/audit?kind=member.added`)).json.items
    const key = links[0].address.split('/').at(-1)
    return { container: containers.at(-1).id, link: links[0].id, key, line: added.id, deleted: deleted.id }
  },
  pathWords: { step: 'people' },
  fieldWords: {
    confirmed: 'yes',
    hue: 162,
    which: 'all',
    longestPing: '72',
    move: 'up',
    people: 'Nia Brook <nia@example.org>',
    size: 'small',
    who: '@cleo-marsh',
    '/c/:community/members/invitations who': 'silent',
    joining: 'closed',
    '/c/:community/settings/conversation heldPosts': '0',
    '/c/:community/settings/conversation words': 'casino',
    '/c/:community/settings/conversation links': '3',
    '/c/:community/settings/conversation days': '7',
    '/c/:community/settings/conversation posts': '3',
    '/c/:community/members/accounts/:person member': 'yes',
    '/c/:community/members/roles role': 'moderator',
    '/c/:community/members/roles act': 'give',
    guestUntil: '',
    '/c/:community/settings name': 'First-line leaders',
    '/c/:community/settings/sections section': 'toolkit',
  },
  ofOnesOwn: {
    'POST /c/:community/agreement/acceptance': 'members, not who looks after the site',
    'POST /c/:community/agreement/later': 'members, not who looks after the site',
    'POST /c/:community/welcome/todos': 'members, not who looks after the site',
    'POST /c/:community/welcome/end': 'members, not who looks after the site',
    'POST /c/:community/settings/people/me': 'members, not who looks after the site',
    'GET /c/:community/leaving': 'members, not who looks after the site',
    'POST /c/:community/leaving': 'members, not who looks after the site',
  },
  notAtHand: {
    'POST /c/:community/members/found': 'people who are ticked',
    'POST /c/:community/members/roles': 'members who are ticked',
    'POST /c/:community/settings/copy': 'a name that no copy has yet',
    'POST /c/:community/members/copying': 'another community whose members the asker looks after',
    'POST /c/:community/settings/deletion': 'its name, as everything else is asked in this community',
    'POST /c/:community/settings/people/undo': 'something taken back',
    'POST /c/:community/settings/banner': 'a picture',
    'POST /c/:community/welcome/todos': 'something to do',
    'POST /c/:community/agreement/acceptance': 'an agreement',
    'POST /c/:community/members/requests/:request/approval': 'a request that waits',
    'POST /c/:community/members/requests/:request/refusal': 'a request that waits',
    'POST /voices/:consent': 'a question to oneself',
    'POST /voices/:consent/withdrawal': 'a question to oneself',
  },
}
