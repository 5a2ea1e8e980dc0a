/** The demo's working pages, in English. */
import type { DemoPage } from '#demo/texts/shape.ts'

const firstTalk = `## When to use it

In the first two weeks, with everybody who reports to you. Not in the week of the yearly reviews.

## What you need

Forty minutes, a room with a door or a walk, and no laptop.

## Step by step

1. Say what it is for: to hear how they work best, not to tell them how you do.
2. Ask what you should keep as it is. Write it down where they see it.
3. Ask what gets in their way.`

const quietColleague = `## The case

A colleague of mine knows more than anybody about our routes and says nothing in meetings. Afterwards he writes me long messages, and he is right.

## The question

How do I get what he knows into the room without putting him on the spot?`

export const enPages: readonly DemoPage[] = [
  {
    title: 'The first one-on-one with each of your people',
    versions: [
      { by: 'ada', hoursAgo: 90, source: firstTalk },
      {
        by: 'tomas',
        hoursAgo: 70,
        source: `${firstTalk}\n4. Promise one thing, small enough to be done by Friday.\n\n## What goes wrong\n\nYou talk for thirty of the forty minutes. Put your watch on the table and look at it when you hear yourself.`,
      },
      {
        by: 'cleo',
        hoursAgo: 26,
        source: `${firstTalk}\n4. Promise one thing, small enough to be done by Friday, and say when you will look at it together.\n\n## What goes wrong\n\nYou talk for thirty of the forty minutes. Put your watch on the table and look at it when you hear yourself.\n\n## Who has done it\n\nCleo (remote), Tomas (night shift), Ben (on a loading dock, walking).`,
      },
    ],
    posts: [
      {
        by: 'ben',
        hoursAgo: 25,
        says: 'I would put “what gets in their way” before “what to keep”. On the dock nobody praises anything in the first ten minutes.',
        replies: [{ by: 'cleo', hoursAgo: 24, says: 'Then write it so. It is a page, not a stone.' }],
      },
    ],
  },
  {
    title: 'Case: the colleague who writes afterwards',
    versions: [
      { by: 'ben', hoursAgo: 60, source: quietColleague },
      {
        by: 'fatou',
        hoursAgo: 40,
        source: `${quietColleague}\n\n## What the others see\n\nHe may need the question a day before. I send two lines in the evening: “tomorrow I will ask you for the three worst junctions”. — Fatou`,
      },
    ],
    posts: [],
  },
]
