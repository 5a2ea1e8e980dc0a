/**
 * `<upload-field>` around a file input: drag and drop, the limit checked before anything is sent, progress, cancel, and
 * another try after a lost connection with the file still chosen. Without script it is the input alone.
 */
// The other element that only forms use is imported here too: both are rare, and every file name costs the first visit.
import './zone.ts'

// This does what `late` does for the script of every page. A shared module would be a second file that every page waits for.
const notHere = (): null => null

// A page that comes back with a problem has an empty input, so the chosen file is remembered for its form.
const chosen = new Map<string, FileList>()

class UploadField extends HTMLElement {
  #request: XMLHttpRequest | null = null
  #submitter: HTMLElement | null = null

  connectedCallback(): void {
    const { input, form } = this
    if (!input || !form || this.classList.contains('ready')) return
    this.classList.add('ready')
    const before = chosen.get(this.#key)
    if (before && !input.files?.length) input.files = before
    input.addEventListener('change', this.#choose)
    form.addEventListener('submit', this.#submit)
    this.addEventListener('dragover', this.#over)
    this.addEventListener('dragleave', this.#leave)
    this.addEventListener('drop', this.#drop)
    this.#choose()
  }

  disconnectedCallback(): void {
    this.form?.removeEventListener('submit', this.#submit)
    this.#request?.abort()
  }

  get input(): HTMLInputElement | null {
    return this.querySelector('input[type="file"]')
  }

  get form(): HTMLFormElement | null {
    return this.closest('form')
  }

  get #key(): string {
    return `${this.form?.action} ${this.input?.name}`
  }

  #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.classList.add('over')
  }

  #leave = (): void => this.classList.remove('over')

  #drop = (event: DragEvent): void => {
    this.classList.remove('over')
    if (!event.dataTransfer?.files.length || !this.input) return
    event.preventDefault()
    this.input.files = event.dataTransfer.files
    this.input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  #choose = (): void => {
    const { input } = this
    if (!input) return
    const files = [...(input.files ?? [])]
    const tooLarge = files.some((file) => file.size > Number(this.dataset.max))
    if (tooLarge) input.value = ''
    if (!tooLarge && input.files?.length) chosen.set(this.#key, input.files)
    else chosen.delete(this.#key)
    this.classList.toggle('filled', files.length > 0 && !tooLarge)
    this.#offerFrame(tooLarge ? undefined : files[0])
    if (tooLarge)
      this.#show(this.#drawn('p', 'wrong', this.dataset.tooLarge), this.#drawn('p', 'hint', this.dataset.drop))
    else if (!files.length) this.#show(this.#drawn('p', 'hint', this.dataset.drop))
    else {
      const names = this.#drawn('p', 'chosen', files.map((file) => `${file.name} · ${sizeText(file.size)}`).join(', '))
      this.#show(names, this.#button(this.dataset.remove, this.#clear))
    }
  }

  /** Adds the picture for lists to a film. */
  #offerFrame(film: File | undefined): void {
    const picture = this.input?.name === 'file' ? this.form?.elements.namedItem('thumbnail') : null
    if (!(picture instanceof HTMLInputElement) || (!film && !picture.files?.length)) return
    void import('./film-frame.ts').catch(notHere).then((came) => came?.offerFrame(film, picture))
  }

  #clear = (): void => {
    if (this.input) this.input.value = ''
    this.#choose()
    this.input?.focus()
  }

  #submit = (event: SubmitEvent): void => {
    const { form, input } = this
    if (event.defaultPrevented || !form || !input?.files?.length) return
    event.preventDefault()
    const { submitter } = event
    this.#submitter = submitter
    this.#send(form, new FormData(form, submitter), submitter?.getAttribute('formaction') ?? form.action)
  }

  #send(form: HTMLFormElement, body: FormData, address: string): void {
    const request = new XMLHttpRequest()
    this.#request = request
    const bar = document.createElement('progress')
    const words = this.#drawn('p', 'hint', this.dataset.sending)
    words.setAttribute('role', 'status')
    bar.setAttribute('aria-label', this.dataset.sending ?? '')
    this.#show(
      bar,
      words,
      this.#button(this.dataset.cancel, () => request.abort()),
    )
    form.setAttribute('aria-busy', 'true')
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.max = total
      bar.value = loaded
      words.textContent =
        loaded === total
          ? (this.dataset.sent ?? '')
          : `${this.dataset.sending} · ${sizeText(loaded)} / ${sizeText(total)}`
    })
    request.addEventListener('loadend', () => {
      form.removeAttribute('aria-busy')
      this.#request = null
    })
    request.addEventListener('load', async () => {
      const done = request.status < 400
      if (done) {
        chosen.delete(this.#key)
        form.dispatchEvent(new CustomEvent('guildhall:sent', { bubbles: true }))
      }
      const redirected = request.responseURL !== new URL(address, location.href).href
      const response = { statusCode: request.status, responseHTML: request.responseText, redirected }
      const came = await import('@hotwired/turbo').catch(notHere)
      if (came)
        came.visit(redirected ? request.responseURL : location.href, {
          action: redirected ? 'advance' : 'replace',
          response,
        })
      else if (redirected) location.assign(request.responseURL)
      else this.#sendPlainly(form)
    })
    request.addEventListener('abort', () => this.#choose())
    request.addEventListener('error', () => {
      const lost = this.#drawn('p', 'wrong', this.dataset.lost)
      lost.setAttribute('role', 'alert')
      this.#show(
        lost,
        this.#button(this.dataset.again, () => this.#send(form, body, address)),
        this.#button(this.dataset.remove, this.#clear),
      )
    })
    request.open('POST', address)
    request.setRequestHeader('accept', 'text/html')
    request.send(body)
  }

  /** The server refused, and only Turbo could show its page: the form is sent once more as browsers do, to show it. */
  #sendPlainly(form: HTMLFormElement): void {
    form.removeEventListener('submit', this.#submit)
    form.requestSubmit(this.#submitter)
  }

  #show(...parts: HTMLElement[]): void {
    for (const old of [...this.children]) if (old !== this.input) old.remove()
    this.append(...parts)
  }

  #drawn(tag: 'p', kind: string, words = ''): HTMLElement {
    const made = document.createElement(tag)
    made.className = kind
    made.textContent = words
    return made
  }

  #button(words = '', press: () => void): HTMLButtonElement {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'quiet'
    made.textContent = words
    made.addEventListener('click', press)
    return made
  }
}

function sizeText(bytes: number): string {
  const steps: [number, string][] = [
    [1e9, 'gigabyte'],
    [1e6, 'megabyte'],
    [1e3, 'kilobyte'],
  ]
  const [step, unit] = steps.find(([size]) => bytes >= size) ?? [1, 'byte']
  const n = bytes / step
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: n < 10 && step > 1e3 ? 1 : 0,
  }).format(n)
}

customElements.define('upload-field', UploadField)
