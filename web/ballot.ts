/**
 * The one script of a ballot's page; it stands in the page itself. It sends the answer without leaving the page: at once where
 * the server found this browser to be the person's own, else by its button. What fails is kept and tried again, and says so.
 */

/** How long it waits before it sends again; after these, always the longest. */
const waitsMs = [1000, 2000, 4000, 8000]
const longestWaitMs = 15_000
/** By then the server has looked whether a machine opened the other links of the mail too. */
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
      // The server says no: sent once more the plain way, so that its page says why.
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
  // Brought back by the browser's own memory the page sends nothing by itself; its button works again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) isSending = false
  })

  /** Sends once somebody sees the page: one that a browser opens beforehand or behind another does not answer for anybody. */
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

/** Opened in advance by a browser that guesses where its reader goes next; not all of them say so. */
function isPrerendered(): boolean | undefined {
  return (document as { readonly prerendering?: boolean }).prerendering
}

/** On the button of a page whose answer has come to wait for a person; written so that it does not find itself, here in the page. */
const waits = /data-waits\x3e/

/** The page is loaded once more where that is so. */
async function lookAgain(): Promise<void> {
  try {
    if (waits.test(await (await fetch(location.href)).text())) location.reload()
  } catch {
    // No connection: the page stays as it is.
  }
}
