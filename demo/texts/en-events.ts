/** The demo's events, in English. */
import type { DemoEvent } from '#demo/texts/shape.ts'

/** The notes of the past event, as they began. */
const sameDay =
  '## What we tried\n\nFour of us had said something on the same day. Two waited until Friday, as always.\n\n- **Omar** said it in the corridor, in eleven words. The other person stopped, thought, and said: “You are right, and I am tired.”\n- **Hana** wrote a line first, then said it without the line.\n- **Ben** said it in front of two others. He would not do that again.\n'

export const enEvents: readonly DemoEvent[] = [
  {
    title: 'Case clinic: one hard talk, six people',
    description:
      'Somebody brings a talk they have put off. We listen for five minutes, ask for ten, and try out the first sentence until it sounds like them.\n\nComing without a case is fine. Most of us do.',
    callAddress: 'https://meet.example.org/case-clinic',
    hosts: ['tomas', 'ada'],
    plannedHoursAgo: 24 * 42,
    inDays: -40,
    at: '16:00',
    minutes: 45,
    weeks: 20,
    answers: { yes: 9, maybe: 4, no: 3 },
    posts: [
      {
        by: 'luca',
        hoursAgo: 24 * 4,
        says: 'I brought the talk with my sous-chef last week. The sentence we found was nine words long. I said it the next morning.',
        reactions: [['thanks', 'tomas', 'ines', 'amina']],
      },
    ],
  },
  {
    title: 'A morning at the loading dock',
    description:
      'Ben shows how his team hands over between shifts: seven minutes, standing, by a whiteboard. Afterwards coffee, and what each of us would take home from it.\n\n- Wear shoes that can get wet.\n- The gate opens at 8:45.',
    place: 'Gate 4, Harbour Road 12',
    hosts: ['ben'],
    plannedHoursAgo: 60,
    inDays: 9,
    at: '09:00',
    minutes: 120,
    capacity: 12,
    isMailed: true,
    answers: { yes: 14, maybe: 2, no: 6 },
    posts: [
      {
        by: 'sofia',
        hoursAgo: 41,
        says: 'Is it possible to see the handover of the night shift as well? That is the one that goes wrong for us.',
        replies: [
          { by: 'ben', hoursAgo: 40, says: 'It is at six in the morning. If three of you want to, I’ll make coffee.' },
        ],
      },
    ],
  },
  {
    title: 'What we learned from saying it on the same day',
    description:
      'An hour on feedback: who tried to say it on the same day, what happened, and what the other person said a week later.',
    callAddress: 'https://meet.example.org/same-day',
    hosts: ['ada'],
    plannedHoursAgo: 24 * 24,
    inDays: -12,
    at: '16:00',
    minutes: 60,
    answers: { yes: 17, maybe: 3, no: 8 },
    notes: [
      { by: 'ada', hoursAgo: 24 * 9, source: sameDay },
      {
        by: 'hana',
        hoursAgo: 24 * 8.6,
        source: `${sameDay}\n## What they said a week later\n\nNobody remembered the words. All four remembered that it was the same day.\n\n## What we take along\n\n1. Say one thing, and ask one question.\n2. Wait until you are alone with them, not until Friday.\n3. If you shake, say that you shake.\n`,
      },
    ],
    recap: {
      title: 'Said on the same day: what four of us learned',
      summary: 'Notes from an hour on feedback: what we tried, and what people remembered a week later.',
      daysAgo: 8,
    },
    posts: [],
  },
]
