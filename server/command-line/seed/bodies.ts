/**
 * What people say on a seeded site: a few hundred Markdown bodies from one sentence to a page, put together by number.
 */
import { type Chance, chanceOf, oneOf, times } from '#server/command-line/seed/chance.ts'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** What somebody wrote, and how it is shown. */
export interface Body {
  readonly source: string
  readonly html: string
  readonly text: string
}

const sentences = [
  'We tried this for six weeks and kept about half of it.',
  'In my team the first meeting was awkward, and the third one was useful.',
  'What helped was to say at the beginning how long it would take.',
  'I ask one question and then wait until it becomes uncomfortable.',
  'Nobody complained when we dropped the report, which says enough about the report.',
  'The difference came from writing the agreement down where everybody sees it.',
  'My own mistake was to explain before I had listened.',
  'It works with five people, and I doubt that it works with fifteen.',
  'We measure it by how often somebody asks for help before it is late.',
  'After a month two colleagues ran it without me.',
  'The night shift does it differently, and their handover is better than ours.',
  'I would begin with the smallest thing that annoys everybody.',
  'It cost us an hour a week and saved about three.',
  'If you only take one thing from this, let it be the pause before the answer.',
  'There was resistance, mostly because the last three changes were never finished.',
  'I keep a list of what I promised to whom, and read it on Fridays.',
  'A decision without a date comes back as a discussion.',
  'The best remark came from the person who had said nothing so far.',
  'We stopped when nobody could say what it was for.',
  'You can see it in the numbers, though not in the first month.',
  'It helped to agree on what we would not do.',
  'Half of the room wanted rules and the other half wanted trust, so we wrote down two rules.',
  'I asked three people afterwards, and each remembered something else.',
  'For remote colleagues we send the question the day before.',
  'This is harder with people you used to sit beside.',
  'We put the hardest topic first, while people are awake.',
  'Then I noticed that I was the one who talked most.',
  'Somebody has to say what everybody thinks, and it need not be you.',
  'The template is nothing special; that we all use the same one is.',
  'It is fine to say that you do not know yet, as long as you say when you will.',
] as const

const asks = [
  'How do you do this?',
  'Has anybody tried it with a larger group?',
  'What did your people say?',
  'How long did it take until it felt normal?',
  'Would you do it again?',
  'What happened after the first month?',
] as const

const points = [
  'Say what it is for',
  'Agree on an end',
  'Write down who does what',
  'Begin with whoever speaks least',
  'Leave five minutes at the end',
  'Send notes the same day',
  'Ask again after two weeks',
  'Drop what nobody misses',
] as const

const headings = ['What we tried', 'What came of it', 'What to watch for', 'How to begin', 'Where it fails'] as const

/** Distinct bodies of posts, most of them short. */
export function postBodies(count: number): Promise<Body[]> {
  const sources = times(count, (i) => postBody(chanceOf(i + 1), i))
  return rendered(sources, 'post')
}

function postBody(chance: Chance, i: number): string {
  const length = chance()
  if (length < 0.12) return paragraph(chance, 1)
  if (length < 0.4) return paragraph(chance, 3 + Math.floor(chance() * 3))
  if (length < 0.6) return `${paragraph(chance, 4)}\n\n${list(chance)}\n\n${oneOf(chance, asks)}`
  if (length < 0.7) return `> ${oneOf(chance, sentences)}\n\n${paragraphs(chance, 2)}`
  if (length < 0.93) return paragraphs(chance, 3)
  return `${paragraphs(chance, 4)}\n\n${table(chance)}\n\n${paragraphs(chance, 2)} See also [these notes](https://example.org/notes/${i}).`
}

/** Distinct bodies of articles: a page or two with headings. */
export function articleBodies(count: number): Promise<Body[]> {
  const sources = times(count, (i) => {
    const chance = chanceOf(10_000 + i)
    const parts = headings.map((heading) => `## ${heading}\n\n${paragraphs(chance, 2)}\n\n${list(chance)}`)
    return [paragraph(chance, 3), ...parts.slice(0, 2 + (i % 4))].join('\n\n')
  })
  return rendered(sources, 'article')
}

function rendered(sources: readonly string[], genre: 'post' | 'article'): Promise<Body[]> {
  return Promise.all(
    sources.map(async (source) => {
      const { html, text } = await renderMarkdown(source, { genre })
      return { source, html, text }
    }),
  )
}

/** Summaries of resources: a sentence or two. */
export function summaries(count: number): string[] {
  return times(count, (i) => paragraph(chanceOf(20_000 + i), 1 + (i % 2)))
}

function paragraph(chance: Chance, length: number): string {
  const said = times(length, () => oneOf(chance, sentences) as string)
  if (chance() < 0.2) said.push(oneOf(chance, asks))
  if (chance() < 0.15) said[0] = `**${said[0]}**`
  return [...new Set(said)].join(' ')
}

function paragraphs(chance: Chance, count: number): string {
  return times(count, () => paragraph(chance, 2 + Math.floor(chance() * 4))).join('\n\n')
}

function list(chance: Chance): string {
  const from = Math.floor(chance() * points.length)
  const chosen = times(3 + Math.floor(chance() * 3), (i) => points[(from + i) % points.length])
  return chosen.map((point) => `- ${point}`).join('\n')
}

function table(chance: Chance): string {
  const rows = ['Before', 'After a month', 'After a quarter'].map(
    (when) => `| ${when} | ${1 + Math.floor(chance() * 9)} |`,
  )
  return ['| When | Hours a week |', '| --- | ---: |', ...rows].join('\n')
}
