/** The demo's free-standing discussions, in English. */
import type { DemoThread } from '#demo/texts/shape.ts'

export const enThreads: readonly DemoThread[] = [
  {
    title: 'How do you open a hard conversation remotely?',
    topic: 'hard',
    kind: 'question',
    answer: 2,
    posts: [
      {
        by: 'cleo',
        hoursAgo: 50,
        says: 'I have to tell somebody that her tone with customers is turning sharp. She works from home, I see her twice a year, and on video I sound like a letter from the tax office.\n\nHow do you begin?',
      },
      {
        by: 'tomas',
        hoursAgo: 49,
        says: 'Phone, not video. Walk while you talk. On the phone people hear that you are looking for words, and that is kinder than a face that has prepared itself.',
        reactions: [
          ['insight', 'cleo', 'ben', 'sana', 'marta'],
          ['agree', 'malik'],
        ],
      },
      {
        by: 'fatou',
        hoursAgo: 47,
        says: 'I begin with the thing itself, and with me:\n\n> I listened to three calls yesterday. In the second one I flinched. Can we listen to it together?\n\nNot “how are you”, then the weather, then the knife. She knows why you are calling.',
        reactions: [
          ['thanks', 'cleo', 'dov', 'ada', 'elif', 'nora'],
          ['tried', 'ben'],
        ],
        replies: [
          { by: 'cleo', hoursAgo: 46, says: '“Can we listen to it together” is what I was missing. Thank you.' },
          {
            by: 'ben',
            hoursAgo: 30,
            says: 'Tried it this morning with a delivery report instead of a call. It took four minutes and we laughed once.',
          },
          { by: 'fatou', hoursAgo: 29, says: 'Four minutes is right. Mine are long only when I talk.' },
          { by: 'ada', hoursAgo: 28, says: '@ben-reyes will you tell us on Friday whether it held?' },
        ],
      },
      {
        by: 'oscar',
        hoursAgo: 44,
        says: 'Do you tell her beforehand what it is about? I never know.',
        replies: [
          {
            by: 'tomas',
            hoursAgo: 43,
            says: 'One line the same morning. Never on the evening before: she would not sleep, and neither would I.',
          },
        ],
      },
      {
        by: 'cleo',
        hoursAgo: 6,
        says: 'It is done. I used Fatou’s sentence nearly word for word. She said she had been waiting for somebody to notice that she is tired. So now we have another conversation to have, and it is a better one.',
        reactions: [['thanks', 'fatou', 'tomas', 'dana', 'ines', 'luca']],
        replies: [
          {
            by: 'tomas',
            hoursAgo: 1.5,
            says: '@cleo-marsh would you bring this one to the next case clinic? I would like the others to hear the second half.',
          },
        ],
      },
    ],
  },
  {
    title: 'Cohort 4 is here: say hello',
    topic: 'first',
    kind: 'talk',
    posts: [
      {
        by: 'ada',
        hoursAgo: 70,
        says: 'Welcome, all of you. This place does not end with the course; the people from Cohort 1 are still here, and they answer.\n\nSay in two sentences **whom you lead** and **what you would like to be asked about**.',
      },
      {
        by: 'maren',
        hoursAgo: 60,
        says: 'Eleven teachers, and 130 sixteen-year-olds on top. Ask me about parents’ evenings.',
      },
      {
        by: 'malik',
        hoursAgo: 58,
        says: 'Five people on four sites. Ask me about stand-ups, please do not ask me about strategy.',
        reactions: [['agree', 'omar', 'paulo']],
      },
      { by: 'elif', hoursAgo: 40, says: 'Seven in sales, all of them louder than me. Ask me how I get a word in.' },
      {
        by: 'dov',
        hoursAgo: 3,
        says: 'Warehouse, nine people, since Monday. Ask me anything, I do not know it either. @ada-lindqvist where would you begin?',
        reactions: [['thanks', 'grace', 'maren']],
        replies: [
          {
            by: 'grace',
            hoursAgo: 2,
            says: 'With one question to each of the nine: “What should stay as it is?” It took me a year to find out that this is the better one.',
          },
        ],
      },
    ],
  },
  {
    title: 'The older colleague who applied for my job',
    topic: 'hard',
    kind: 'question',
    posts: [
      {
        by: 'ines',
        hoursAgo: 120,
        says: 'He is good, he is fair, and he wanted this position. He never says a word about it. Neither do I. Do I have to?',
      },
      {
        by: 'piet',
        hoursAgo: 118,
        says: 'Yes, once. I was him. My young boss said on her second day: “You wanted this. I would have been glad to work for you. What do you need from me so that this is good?” I would have walked through a wall for her.',
        reactions: [['insight', 'ines', 'ada', 'priya', 'jonas', 'dana']],
      },
      {
        by: 'priya',
        hoursAgo: 100,
        says: 'And ask him what he would do first if he had the job. Then do one of those things, and say whose idea it was.',
      },
      {
        by: 'ines',
        hoursAgo: 26,
        says: 'We talked. Piet, I used your sentence. He was quiet for a while and then he showed me the list he had made for his interview. We start with number three.',
        reactions: [
          ['thanks', 'piet'],
          ['agree', 'tomas', 'nora'],
        ],
      },
      {
        by: 'arne',
        hoursAgo: 22,
        says: 'At thirty one learns first and leads later. Give him the job, and stop asking strangers whether you may keep it.',
        reports: [
          { by: 'nora', hoursAgo: 20, reason: 'unkind', says: 'Inês asked for help, and this tells her to give up.' },
          { by: 'jonas', hoursAgo: 8, reason: 'unkind' },
        ],
      },
    ],
  },
  {
    title: 'What I stopped doing this month',
    topic: 'team',
    kind: 'talk',
    posts: [
      {
        by: 'hana',
        hoursAgo: 190,
        says: 'I stopped answering in the group chat after six. Nothing happened. On the third day others stopped too.',
      },
      {
        by: 'omar',
        hoursAgo: 180,
        says: 'I stopped rewriting my team’s reports. They are not how I would write them. They are understood.',
        reactions: [['agree', 'malik', 'felix', 'julie']],
      },
      { by: 'luca', hoursAgo: 150, says: 'I stopped saying “quickly” when I ask for something.' },
      {
        by: 'rosa',
        hoursAgo: 96,
        says: 'I stopped the Monday mail. I go round instead. It takes longer and it is shorter.',
      },
      {
        by: 'patrik',
        hoursAgo: 5,
        says: 'I stopped covering for the colleague who should have been fired in spring. Everybody in Tampere knows whom I mean.',
        heldWord: 'fired',
      },
    ],
  },
  {
    title: 'Checklist for the first day of a new colleague',
    topic: 'first',
    kind: 'talk',
    posts: [
      {
        by: 'samuel',
        hoursAgo: 260,
        says: 'Ours, from the water works:\n\n- [x] Name on the locker **before** they come\n- [x] Somebody to have lunch with, who is not me\n- [ ] One thing they finish and can show on the first day\n- [ ] At four o’clock: “What surprised you today?”\n\nWhat is on yours?',
      },
      {
        by: 'grace',
        hoursAgo: 250,
        says: 'Boots in the right size. It sounds silly. Two of my people had to wait a month for theirs and they still talk about it.',
      },
      {
        by: 'anouk',
        hoursAgo: 240,
        says: 'A map with the names of the people drawn where they sit. The newest member draws it anew for the next one.',
        reactions: [
          ['tried', 'samuel', 'olga'],
          ['thanks', 'mei'],
        ],
      },
      {
        by: 'hugo',
        hoursAgo: 230,
        says: 'I coach new leaders at weekends. The first hour is free, after that we agree on a price. Write to me.',
        reports: [
          { by: 'grace', hoursAgo: 228, reason: 'spam' },
          { by: 'anouk', hoursAgo: 226, reason: 'spam' },
        ],
        hidden: {
          by: 'nora',
          hoursAgo: 200,
          why: 'Advertising or spam · We tell each other what we tried, and sell nothing',
          answer: {
            hoursAgo: 190,
            says: 'It was meant as a gift, and I see how it reads. I will write down what I do in that first hour instead.',
          },
        },
      },
    ],
  },
  {
    title: 'Numbers on the wall: which three?',
    topic: 'goals',
    kind: 'question',
    posts: [
      {
        by: 'emil',
        hoursAgo: 330,
        says: 'We have a board with fourteen numbers. Nobody looks at it. If I may keep three, which kind should they be?',
      },
      {
        by: 'chidi',
        hoursAgo: 320,
        says: 'One that you can change today, one that the customer feels, one about yourselves. Ours are: vans out by seven, calls twice about the same thing, evenings everybody went home on time.',
        highlighted: { by: 'tomas', hoursAgo: 180, why: 'It fits on one hand, and three teams have used it since.' },
        reactions: [['insight', 'emil', 'minh', 'dana']],
      },
      {
        by: 'minh',
        hoursAgo: 300,
        says: 'And no number that only goes up. We had “days without an accident”. At day 200 people stopped reporting.',
      },
    ],
  },
]
