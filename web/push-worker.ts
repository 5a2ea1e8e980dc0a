/**
 * The service worker: shows what the site pushes to this device, and opens it where somebody taps it. It does nothing else. It keeps
 * no page and answers no request: pages are private, and what a signed-out device had kept would still be there.
 */

/** What the site pushes (server/notices/push). */
interface Pushed {
  readonly title: string
  readonly says: string
  /** A path of this site. */
  readonly address: string
  /** A notice that is pushed again takes the place of itself. */
  readonly tag: string
}

/** The part of the worker's own scope that is used here; the types of a page know none of it. */
interface Scope {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    matchAll(terms: { type: 'window' }): Promise<readonly OpenPage[]>
    openWindow(address: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void
}
interface OpenPage {
  focus(): Promise<OpenPage>
  navigate(address: string): Promise<unknown>
}
interface Lasting {
  waitUntil(done: Promise<unknown>): void
}
interface Events {
  readonly install: Lasting
  readonly pushsubscriptionchange: Lasting & SubscriptionChange
  readonly push: Lasting & { readonly data: { json(): Pushed } | null }
  readonly notificationclick: Lasting & { readonly notification: Notification }
}

/** Browsers differ in what of it they say. */
interface SubscriptionChange {
  readonly oldSubscription?: PushSubscription | null
  readonly newSubscription?: PushSubscription | null
}

const json = { accept: 'application/json' }
const scope = self as unknown as Scope

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))

scope.addEventListener('push', (event) => {
  if (!event.data) return
  const { title, says, address, tag } = event.data.json()
  const shown = { body: says, tag, data: address, icon: '/app-icon-192.png' }
  event.waitUntil(scope.registration.showNotification(title, shown))
})

scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)))

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(new URL(String(event.notification.data), location.origin)))
})

/**
 * The push service gave this browser another place: the site is told to push there from now on. Only the session in which notices
 * were turned on may say so; where it has ended, nothing comes any more, as after signing out.
 */
async function renew({ oldSubscription: old, newSubscription: made }: SubscriptionChange): Promise<void> {
  const subscription = made ?? (await subscribe(old?.options.applicationServerKey))
  const { endpoint, keys } = subscription.toJSON()
  await fetch('/inbox/devices/renewal', {
    method: 'POST',
    headers: { ...json, 'content-type': 'application/json' },
    body: JSON.stringify({ former: old?.endpoint, endpoint, ...keys }),
  })
}

/** A new place, for the site's key: the one of the former place, else what the site says. */
async function subscribe(known?: ArrayBuffer | null): Promise<PushSubscription> {
  const key = known ?? (await (await fetch('/inbox/devices', { headers: json })).json()).key
  return scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
}

/** Leads to it in a page of this site that is open, or in a new one. */
async function open({ origin, href }: URL): Promise<void> {
  if (origin !== location.origin) return
  const [page] = await scope.clients.matchAll({ type: 'window' })
  try {
    if (page) return void (await (await page.focus()).navigate(href))
  } catch {
    // A page that this worker does not look after cannot be led on.
  }
  await scope.clients.openWindow(href)
}
