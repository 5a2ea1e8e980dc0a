/** How people treat each other in the demo, in English. */
import type { DemoConversation } from '#demo/texts/shape.ts'

export const enConversation: DemoConversation = {
  agreement:
    'What is told here stays here: no names outside, no screenshots.\n\nWe say what we tried and ask before we advise. What hurts is reported; those who moderate say what they did and why, and everybody may answer.',
  heldWords: ['fired', 'lawyer*'],
  topics: [
    { key: 'talk', name: 'Talking with people' },
    { key: 'hard', name: 'Hard conversations', under: 'talk' },
    { key: 'first', name: 'The first weeks' },
    { key: 'team', name: 'How a team works' },
    { key: 'goals', name: 'Goals and numbers' },
  ],
  follows: [
    ['hard', 'ben'],
    ['first', 'dov'],
  ],
}
