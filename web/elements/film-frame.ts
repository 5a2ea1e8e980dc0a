/**
 * A picture for lists, taken from a film in the sender's browser, since the server decodes no films. It goes into the
 * form's own field for that picture, where it can be changed or taken away.
 */

/** Frames that were taken here. The next film's frame replaces one of these, but not a picture the sender chose. */
const taken = new WeakSet<File>()
const widest = 1200
const patienceMs = 10_000

/** Puts a frame of the film into the picture's field, where that is empty. */
export async function offerFrame(film: File | undefined, field: HTMLInputElement): Promise<void> {
  const [before] = field.files ?? []
  if (before && !taken.has(before)) return
  const frame = film?.type.startsWith('video/') ? await frameOf(film) : null
  if (!frame && !before) return
  const files = new DataTransfer()
  if (frame) {
    taken.add(frame)
    files.items.add(frame)
  }
  field.files = files.files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

/** A frame from the first seconds, as a JPEG; null for a film this browser can't play, and for one that is only sound. */
async function frameOf(film: File): Promise<File | null> {
  const video = document.createElement('video')
  const address = URL.createObjectURL(film)
  try {
    video.muted = true
    video.preload = 'auto'
    video.src = address
    await once(video, 'loadeddata')
    // The very first frame is often black.
    video.currentTime = Math.min(3, (Number.isFinite(video.duration) ? video.duration : 10) / 4)
    await once(video, 'seeked')
    return await drawn(video, film.name)
  } catch {
    return null
  } finally {
    video.removeAttribute('src')
    URL.revokeObjectURL(address)
  }
}

async function drawn(video: HTMLVideoElement, name: string): Promise<File | null> {
  const scale = Math.min(1, widest / video.videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  if (canvas.width === 0) return null
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  return blob && new File([blob], `${name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' })
}

function once(video: HTMLVideoElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(reject, patienceMs)
    const end = (then: () => void) => {
      clearTimeout(late)
      then()
    }
    video.addEventListener(event, () => end(resolve), { once: true })
    video.addEventListener('error', () => end(reject), { once: true })
  })
}
