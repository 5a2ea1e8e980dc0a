/**
 * The one script of a ballot's page; it stands in the page itself. It sends the answer without leaving the page: at once where
 * the server found this browser to be the person's own, else by its button. If it fails, the page says so and tries again.
 */

/** How long it waits before it sends again; after these, always the longest. */
const waitsMs = [1000, 2000, 4000, 8000]
const longestWaitMs = 15_000
/** By then the server has checked whether a machine opened the other links of the mail too. */
const lookAgainMs = 12_000

const form = document.querySelector<HTMLFormElement>('form[data-send]')
if (form) sendInPlace(form, document.getElementById('says') as HTMLElement)
if (document.querySelector('[data-again]')) setTimeout(lookAgain, lookAgainMs)

function sendInPlace(form: HTMLFormElement, says: HTMLElement): void {
  let isSending = false
  let tries = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  async function send(): Promise<void> {
    if (isSending) return
    isSending = true
    clearTimeout(retry)
    says.textContent = form.dataset.sending as string
    try {
      const body = new URLSearchParams([...new FormData(form)] as string[][])
      const answer = await fetch(form.action, {
        method: 'POST',
        body,
        keepalive: true,
        headers: { accept: 'text/html' },
      })
      if (answer.ok) return location.replace(answer.url)
      // The server refused: the form is sent once more as a plain form, so that the page says why.
      if (answer.status < 500 && answer.status !== 429) return form.submit()
    } catch {
      // The connection was lost.
    }
    isSending = false
    says.textContent = form.dataset.lost as string
    retry = setTimeout(send, waitsMs[tries++] ?? longestWaitMs)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    tries = 0
    void send()
  })
  addEventListener('online', () => {
    if (retry) void send()
  })
  // A page from the browser's back-forward cache sends nothing by itself; its button works again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) isSending = false
  })

  /** Sends once the page is in sight: a page that a browser opens in advance or in the background answers for nobody. */
  function sendInSight(): void {
    if (document.visibilityState !== 'visible' || isPrerendered()) return
    removeEventListener('visibilitychange', sendInSight, true)
    void send()
  }

  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (form.dataset.send !== 'now' || visit?.type !== 'navigate') return
  addEventListener('visibilitychange', sendInSight, true)
  document.addEventListener('prerenderingchange', sendInSight)
  sendInSight()
}

/** Did a browser open the page in advance, guessing where its reader goes next? Not all of them say so. */
function isPrerendered(): boolean | undefined {
  return (document as { readonly prerendering?: boolean }).prerendering
}

/** Marks the button of a page whose answer now waits for a person; written so that it does not find itself here in the page. */
const waits = /data-waits\x3e/

/** Loads the page once more where its answer now waits for a person. */
async function lookAgain(): Promise<void> {
  try {
    if (waits.test(await (await fetch(location.href)).text())) location.reload()
  } catch {
    // No connection: the page stays as it is.
  }
}
