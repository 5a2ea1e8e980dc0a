/**
 * A curated list of our own for tests, in the shape of those that people keep in a folder: a file for each topic, headings below
 * its first as sub-topics, one link named under two of them, and the slips of a hand-written list.
 */
import { fileURLToPath } from 'node:url'
import type { ListFile } from '#server/toolkit/import/markdown-list.ts'

export const readingList: readonly ListFile[] = [
  { name: 'README.md', text: '# A reading list\n\n- [Culture](Culture.md)\n- [Hiring](Hiring.md)\n' },
  {
    name: 'Beginnings.md',
    text: `## Beginnings

- [Ninety Days on One Page](https://reading.example/ninety-days) - by Ada Lindqvist. Takeaway: "listen before you change anything." Ask everybody the same five questions.

- [A Letter to Somebody Who Leads for the First Time](https://reading.example/letter) - by Ben Reyes & Cleo Marsh. Takeaway: what nobody says on the first day.

- [Your First Talk of Two](https://reading.example/talk-of-two): a sheet to fill in beforehand
`,
  },
  {
    name: 'Building-Teams.md',
    text: `## Building Teams

- [Who Is on a Dream Team?](https://reading.example/dream-team) - by Dov Ames. Takeaway: it is not the best of each kind.

- [Psychological Safety in Small Steps](https://www.youtube.com/watch?v=a1b2c3d4e5f) (video) - by Lew Okafor. Takeaway: begin with what you got wrong yourself.

-[A Team of Two](https://reading.example/two) - by Lew Okafor.
`,
  },
  {
    name: 'Culture.md',
    text: `## Culture

- [What a Team Owes Itself](https://reading.example/owed) - by Eve Stone. Takeaway: "put off often enough, it becomes how things are done." Psychological safety is paid for early.

### Culture Codes

- [A Code in Nine Lines](https://reading.example/nine-lines) - by Paul J. Zell. Takeaway: short enough to be known by heart.

- [How We Say Thank You](https://reading.example/thank-you) - by Ada Lindqvist.

- [A Code] (https://reading.example/code) - by nobody who closes brackets.
`,
  },
  {
    name: 'Hiring.md',
    text: `## Hiring

- [Who Is on a Dream Team?](https://reading.example/dream-team) - by Dov Ames. Takeaway: it is not the best of each kind.

- [Questions That Tell](https://reading.example/questions) - by Mira Holm. Takeaway: ask for a day, not for a strength.

- [The Work Sample](https://vimeo.com/123456789) - by Mira Holm.

- [Saying No Well](https://reading.example/no) - by Nia Stone. Takeaway: soon, and with one true sentence.

- [A [Half] Title](https://reading.example/half - by nobody who closes brackets.
`,
  },
]

/** The counts of this list. */
export const readingListFigures = { files: 4, links: 12, addresses: 11, topics: 4, unread: 3 }

/** A topic of many links, for pages that go on. Their titles begin with all letters, in no order. */
export function longTopic(name: string, n: number): ListFile {
  const letters = 'qwertzuiopasdfghjklyxcvbnm'
  const bullets = Array.from({ length: n }, (_, i) => {
    const letter = (letters[i % letters.length] as string).toUpperCase()
    return `- [${letter} is for question ${i + 1}](https://reading.example/question-${i + 1})`
  })
  return { name: `${name}.md`, text: `## ${name}\n\n${bullets.join('\n')}\n` }
}

/** A real list of a thousand links, which lies beside this project where it is worked on; elsewhere its tests say so and are passed over. */
export const realList = fileURLToPath(new URL('../../../shared/data/leadership-list/', import.meta.url))
