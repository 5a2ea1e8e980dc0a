/**
 * Films and sounds after a page change. Turbo reads the next page into a document that is never shown, where a
 * browser refuses to load media and captions; a copy that replaces them in the page does load.
 */
function wake(): void {
  for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio'))
    if (media.error) media.replaceWith(media.cloneNode(true))
}

document.addEventListener('turbo:load', wake)
document.addEventListener('turbo:render', wake)
