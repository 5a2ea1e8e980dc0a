/**
 * "On this device": whether the browser can show notices of the site, may, and does; and the button that asks for it. Of what stands
 * in the box one state is shown (server/notices/push/pages.ts).
 */

const boxes = '[data-take="push"]'

type State = 'off' | 'on' | 'denied' | 'never' | 'failed'

function showState(box: HTMLElement, state: State): void {
  for (const one of box.querySelectorAll<HTMLElement>('[data-push]'))
    one.hidden = !one.dataset.push?.split(' ').includes(state)
}

async function stateOf(box: HTMLElement): Promise<State> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'never'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration('/')
  const subscription = await registration?.pushManager.getSubscription()
  return subscription && box.dataset.on === 'true' ? 'on' : 'off'
}

/** Asks for permission, subscribes at the browser's push service, and tells the site where to push. */
async function turnOn(box: HTMLElement): Promise<State> {
  if ((await Notification.requestPermission()) !== 'granted') return stateOf(box)
  const { pushManager } = await navigator.serviceWorker.register('/push-worker.js')
  await navigator.serviceWorker.ready
  // One that was made for another key, as before a move of the site, cannot be used.
  await (await pushManager.getSubscription())?.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: box.dataset.key ?? '' })
  const { endpoint, keys } = made.toJSON()
  const answer = await fetch('/inbox/devices', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, ...keys }),
  })
  if (!answer.ok) throw new Error(`The site answered ${answer.status}.`)
  location.reload()
  return 'on'
}

function show(): void {
  for (const box of document.querySelectorAll<HTMLElement>(boxes))
    void stateOf(box)
      .catch((): State => 'never')
      .then((state) => showState(box, state))
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>(`${boxes} button`) : null
  const box = button?.closest<HTMLElement>(boxes)
  if (!button || !box) return
  button.disabled = true
  void turnOn(box)
    .catch((): State => 'failed')
    .then((state) => showState(box, state))
    .finally(() => {
      button.disabled = false
    })
})

show()
document.addEventListener('turbo:load', show)

// This makes a file without imports a module.
export {}
