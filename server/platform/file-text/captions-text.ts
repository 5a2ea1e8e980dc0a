/** The words of captions, WebVTT or SubRip: what is said, without times, numbers, notes and styles. Pure. */

/** A text is one of captions where a line says from when to when, `00:01.000 --> 00:04.000`. */
const timeLine = /^\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s+-->\s/

/** What stands in tags: a voice, italics, a moment. Longer than this is no tag. */
const tag = /<[^<>\n]{0,200}>/g

const written: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

/** What is said in captions, a line each; what two captions repeat stands once. */
export function captionsText(captions: string): string {
  const said: string[] = []
  let isSaid = false
  for (const line of captions.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') isSaid = false
    else if (timeLine.test(line)) isSaid = true
    else if (isSaid) {
      const words = line.replace(tag, '').replace(/&(\w{2,4});/g, (whole, name) => written[name] ?? whole)
      if (words.trim() !== said.at(-1)) said.push(words.trim())
    }
  }
  return said.join('\n')
}
