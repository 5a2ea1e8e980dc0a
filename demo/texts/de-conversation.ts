/** How people treat each other in the demo, in German. */
import type { DemoConversation } from '#demo/texts/shape.ts'

export const deConversation: DemoConversation = {
  agreement:
    'Was hier erzählt wird, bleibt hier: keine Namen nach draußen, keine Bildschirmfotos.\n\nWir sagen, was wir probiert haben, und fragen, bevor wir raten. Was verletzt, wird gemeldet; wer moderiert, sagt, was getan wurde und warum, und alle dürfen antworten.',
  heldWords: ['gefeuert', 'Anwalt*'],
  topics: [
    { key: 'talk', name: 'Miteinander reden' },
    { key: 'hard', name: 'Schwere Gespräche', under: 'talk' },
    { key: 'first', name: 'Die ersten Wochen' },
    { key: 'team', name: 'Wie ein Team arbeitet' },
    { key: 'goals', name: 'Ziele und Zahlen' },
  ],
  follows: [
    ['hard', 'ben'],
    ['first', 'dov'],
  ],
}
