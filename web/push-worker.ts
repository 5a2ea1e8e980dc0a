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
  readonly push: Lasting & { readonly data: { json(): Pushed } | null }
  readonly notificationclick: Lasting & { readonly notification: Notification }
}

const scope = self as unknown as Scope

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))

scope.addEventListener('push', (event) => {
  if (!event.data) return
  const { title, says, address, tag } = event.data.json()
  const shown = { body: says, tag, data: address, icon: '/app-icon-192.png' }
  event.waitUntil(scope.registration.showNotification(title, shown))
})

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(new URL(String(event.notification.data), location.origin)))
})

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
