/**
 * Pictures for a text that is being written: chosen, pasted or dropped, sent at once, and shown by a line of Markdown where the
 * writer was. Meanwhile they go on writing; a failure takes nothing of the text.
 */

export interface Pictures {
  readonly composer: HTMLElement
  readonly area: HTMLTextAreaElement
  /** Says how it goes, under the text. */
  readonly tell: (says: string, kind?: 'wrong') => void
}

let sent = 0

/** Lets a composer take pictures. */
export function takePictures({ composer, area, tell }: Pictures): void {
  const input = composer.querySelector<HTMLInputElement>('input[type="file"]')
  const sendAll = (files: Iterable<File>) => {
    for (const file of files) void sendPicture({ composer, area, tell }, file)
  }
  composer.querySelector('.picture')?.addEventListener('click', () => input?.click())
  input?.addEventListener('change', () => {
    sendAll(input.files ?? [])
    input.value = ''
  })
  area.addEventListener('paste', (event) => {
    const files = picturesIn(event.clipboardData)
    // Text pasted from a word processor brings a picture of itself along.
    if (!files.length || event.clipboardData?.types.includes('text/plain')) return
    event.preventDefault()
    sendAll(files)
  })
  area.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  area.addEventListener('drop', (event) => {
    const files = picturesIn(event.dataTransfer)
    if (!files.length) return
    event.preventDefault()
    sendAll(files)
  })
}

function picturesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
}

async function sendPicture({ composer, area, tell }: Pictures, file: File): Promise<void> {
  const { sending = '', largest = '0', tooLarge = '', pictureFailed = '', shown = '' } = composer.dataset
  if (file.size > Number(largest)) return tell(tooLarge, 'wrong')
  const holder = `![${sending} ${file.name.replace(/[[\]\\]/g, '')} ${++sent}]()`
  insert(area, holder)
  const fields = new FormData()
  fields.set('for', composer.closest('form')?.querySelector<HTMLInputElement>('[name="for"]')?.value ?? '')
  fields.set('shows', wordsOf(file.name))
  fields.set('picture', file)
  const answer = await post(composer.dataset.pictures ?? '', fields, (share) =>
    tell(`${sending} ${file.name} · ${Math.round(share * 100)} %`),
  )
  const markdown = answer?.markdown ?? ''
  const at = area.value.indexOf(holder)
  if (at >= 0) area.setRangeText(markdown, at, at + holder.length, 'preserve')
  else if (markdown) insert(area, markdown)
  area.dispatchEvent(new Event('input', { bubbles: true }))
  if (markdown) tell(shown)
  else tell(Object.values(answer?.fields ?? {})[0] ?? answer?.title ?? pictureFailed, 'wrong')
}

interface Answered {
  readonly markdown?: string
  readonly title?: string
  readonly fields?: Readonly<Record<string, string>>
}

/** Sends a form and reports the progress. Null where the site could not be reached. */
function post(address: string, fields: FormData, progress: (share: number) => void): Promise<Answered | null> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(loaded / total))
    request.addEventListener('load', () => done(read(request.responseText)))
    request.addEventListener('error', () => done(null))
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.send(fields)
  })
}

function read(text: string): Answered | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Inserts a separate line where the writer is. */
export function insert(area: HTMLTextAreaElement, line: string): void {
  const before = area.value.slice(0, area.selectionStart)
  const after = area.value.slice(area.selectionEnd)
  const gap = before && !before.endsWith('\n\n') ? (before.endsWith('\n') ? '\n' : '\n\n') : ''
  area.setRangeText(`${gap}${line}${after.startsWith('\n') ? '' : '\n'}`, area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The description in a file's name; names from a camera or a clipboard have none. */
function wordsOf(name: string): string {
  const bare = name
    .replace(/\.\w+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return /^(image|img|dsc|pxl|screenshot|bildschirmfoto)\b|^\W*\d/i.test(bare) ? '' : bare
}
