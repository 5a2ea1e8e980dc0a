/** Turning notices on for a device, in a real browser. This one has no push service, and may never show notices. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInPassFor } from '#server/identity/room.ts'
import { inBrowser, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { openPushService } from '#tests/support/pushed.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite({ OUTGOING: 'any' })
const open = await inBrowser(site)
const service = await openPushService()

test('where the browser may not show notices, the page says so and offers no button', async () => {
  const cleo = await open('cleo', '/inbox/devices')
  await cleo.getByText('Your browser does not let this site show notices.').waitFor()
  assert.equal(await cleo.getByRole('button', { name: 'Turn on here' }).count(), 0)
  await isSoundDayAndNight(cleo)
})

test('the button subscribes and tells the site where to push; the list turns it off again', async () => {
  const pass = await site.work((work) => signInPassFor(work, site.cast.people.ben.id, { to: '/inbox/devices' }))
  const ben = await open(null, new URL(pass).pathname)
  const { endpoint, ...keys } = service.subscribe().subscription
  // What the browser has of its own: permission, and a push service outside.
  await ben.addInitScript(`
    const subscription = { toJSON: () => (${JSON.stringify({ endpoint, keys })}), unsubscribe: async () => true }
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
    Notification.requestPermission = async () => 'granted'
    PushManager.prototype.getSubscription = async () => sessionStorage.getItem('on') ? subscription : null
    PushManager.prototype.subscribe = async () => { sessionStorage.setItem('on', 'yes'); return subscription }`)
  await ben.reload()
  await ben.getByRole('button', { name: 'Sign in' }).click()
  await ben.getByRole('button', { name: 'Turn on here' }).click()
  await ben.getByText('It is on. Notices come to this device.').waitFor()
  await ben.getByText('this browser', { exact: true }).waitFor()
  await isSoundDayAndNight(ben)
  const worker = await ben.evaluate(
    'navigator.serviceWorker.ready.then(({ scope, active }) => [scope, active.scriptURL])',
  )
  const { origin } = new URL(ben.url())
  assert.deepEqual(worker, [`${origin}/`, `${origin}/push-worker.js`])
  const [device] = await site.database.db.write.selectFrom('push_device').select(['endpoint', 'person_id']).execute()
  assert.deepEqual(device, { endpoint, person_id: site.cast.people.ben.id })

  await ben.getByRole('button', { name: /^Turn off/ }).click()
  await ben.getByText('Turned off there.').waitFor()
  await ben.getByRole('button', { name: 'Turn on here' }).waitFor()
  assert.deepEqual(await site.database.db.write.selectFrom('push_device').select('id').execute(), [])
})
