/** What a page begins with: headings with a line on what belongs below each. */
import type { Template } from '#server/pages/page.ts'
import type { Translate } from '#server/platform/i18n.ts'

type Words = readonly [name: string, ...parts: (readonly [heading: string, hint: string])[]]

/** What a template is called. */
export function templateName(template: Template, t: Translate): string {
  return wordsIn(t)[template][0]
}

/** The Markdown of a template. */
export function templateText(template: Template, t: Translate): string {
  const [, ...parts] = wordsIn(t)[template]
  return parts.map(([heading, hint]) => `## ${heading}\n\n*${hint}*`).join('\n\n')
}

function wordsIn(t: Translate): Record<Template, Words> {
  return {
    blank: [t('Nothing')],
    case: [
      t('Case clinic'),
      [t('The case'), t('What happened, who is involved, and what is at stake. No names of people outside.')],
      [t('What was tried'), t('And what came of it.')],
      [t('The question'), t('One sentence: what would you like to know from the others?')],
      [t('What the others see'), t('Questions first, then what they would try. Everybody adds their own.')],
      [t('What comes next'), t('What you will do, and when you tell how it went.')],
    ],
    lessons: [
      t('Lessons learned'),
      [t('What we set out to do'), t('In two sentences.')],
      [t('What happened'), t('Facts first.')],
      [t('What helped'), t('What we would do again.')],
      [t('What got in the way'), t('Without blame.')],
      [t('What we do differently'), t('Who does what, from when on.')],
    ],
    meeting: [
      t('Meeting notes'),
      [t('When, and who was there'), t('The date, and the names.')],
      [t('What we talked about'), t('A line for each point.')],
      [t('What we decided'), t('And why.')],
      [t('Who does what'), t('A name and a day for each.')],
    ],
    playbook: [
      t('Playbook'),
      [t('When to use it'), t('And when not.')],
      [t('What you need'), t('People, time, things.')],
      [t('Step by step'), t('Short enough to read it while you do it.')],
      [t('What goes wrong'), t('And what helps then.')],
      [t('Who has done it'), t('Names to ask.')],
    ],
  }
}
