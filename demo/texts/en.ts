/** The demo in English. */
import { enConversation } from '#demo/texts/en-conversation.ts'
import { enEvents } from '#demo/texts/en-events.ts'
import { enPages } from '#demo/texts/en-pages.ts'
import { enResources } from '#demo/texts/en-resources.ts'
import { enThreads } from '#demo/texts/en-threads.ts'
import type { DemoTexts } from '#demo/texts/shape.ts'

export const en: DemoTexts = {
  locale: 'en',
  people: {},
  area: {
    label: 'Works in',
    names: {
      care: 'Health and care',
      learning: 'Learning',
      transport: 'Transport and storage',
      production: 'Production',
      service: 'Customer service',
    },
  },
  community: {
    name: 'First-line leaders',
    purpose:
      'We get better at leading our first teams, by trying things on Monday and telling each other on Friday how it went.',
    charter: {
      domain:
        'Leading a team for the first time: giving feedback, holding one-on-ones, planning a week that survives Tuesday, and staying yourself while you do it.',
      who_for:
        'Everybody who has led a team for less than three years, from any part of the organisation. Former participants stay as long as they like; their second and third year is what the others learn most from.',
      norms:
        '- We tell what we **tried**, not what one should do.\n- What is said about a third person stays here.\n- No answer is too small. “It did not work” is an answer.\n- Disagree with the idea, and ask about the person.',
      questions:
        '1. What makes feedback land on the same day?\n2. How do we lead people we used to sit next to?\n3. Which meetings can go?',
    },
    containers: [
      {
        name: 'Sponsor',
        size: 'large',
        people: [{ key: 'dana', quote: 'I read every thread here. Disagree with me.' }],
      },
      {
        name: 'Leaders',
        size: 'medium',
        people: [
          { key: 'ada', quote: '' },
          { key: 'tomas', quote: '' },
        ],
      },
    ],
    course: {
      name: 'Leading your first team',
      about: 'Twelve weeks for people who lead a team for the first time: listening, feedback, deciding, letting go.',
      picture: 'course.webp',
    },
    cohorts: ['Cohort 1', 'Cohort 2', 'Cohort 3', 'Cohort 4'],
    nextCohort: 'Cohort 5',
    feed: { name: 'New team leads', fileName: 'new-team-leads.csv' },
    cohortThreads: [
      {
        title: 'Who are we, and which conversation have we put off?',
        kind: 'talk',
        posts: [
          {
            by: 'ada',
            hoursAgo: 99,
            says: 'One sentence about your team, one about a conversation that waits. Only our cohort reads this, and so do Tomás and I.',
          },
          {
            by: 'dov',
            hoursAgo: 95,
            says: 'Eleven people in a warehouse, three of whom taught me the job. My conversation is with one of those three.',
            reactions: [['agree', 'maren', 'elif', 'noah']],
          },
          {
            by: 'elif',
            hoursAgo: 92,
            says: 'Six people in sales. I have never told one of them that he is very good. I keep thinking that he knows.',
            replies: [{ by: 'camila', hoursAgo: 90, says: 'He doesn’t. I was somebody’s quiet one for five years.' }],
          },
          {
            by: 'noah',
            hoursAgo: 84,
            says: 'Nine people who report to somebody else. Mine is with my own leader: about Sundays.',
          },
        ],
      },
    ],
    circle: {
      name: 'Night shifts',
      about: 'For those whose team they seldom see awake: handovers, breaks, and who to call at three.',
      threads: [
        {
          title: 'Who is on your list for three in the morning?',
          kind: 'question',
          posts: [
            {
              by: 'cleo',
              hoursAgo: 24 * 11,
              says: 'Mine had one name on it, and last week she was on holiday. Who stands on yours, and do they know?',
            },
            {
              by: 'amina',
              hoursAgo: 24 * 11 - 6,
              says: 'The ward next door, before anybody with a title. They are awake, and they know the building.',
              reactions: [['insight', 'cleo', 'luca', 'tomas']],
            },
            {
              by: 'ben',
              hoursAgo: 24 * 10,
              says: 'Two people in turns, a week each. Whoever has the week gets the Monday off. Since then nobody minds being on the list.',
              replies: [{ by: 'cleo', hoursAgo: 24 * 10 - 3, says: 'The Monday. That is what was missing.' }],
            },
          ],
          answer: 2,
        },
        {
          title: 'The quarter of an hour at six',
          kind: 'talk',
          posts: [
            {
              by: 'luca',
              hoursAgo: 24 * 6,
              says: 'We hand over standing now, and only say what changed. Fifteen minutes. As soon as somebody sits down it becomes forty.',
            },
            {
              by: 'tomas',
              hoursAgo: 24 * 5,
              says: 'May I bring this to the others when the night is not mentioned? Tell me here if you would rather keep it.',
            },
          ],
        },
      ],
    },
    letter: {
      source:
        'Welcome. For the next twelve weeks you practise together what nobody teaches new leaders: to listen, to say what you see, and to let others decide.\n\nWe meet on Tuesdays at four. Before the first time:\n\n- bring one conversation that you have put off\n- read what the three cohorts before you kept in the Toolkit\n\nAsk me anything, at any time.\n\nAda',
      todo: 'Say hello to your cohort',
    },
  },
  elsewhere: {
    name: 'Data storytelling',
    purpose: 'Charts that people understand in ten seconds, and the courage to leave the rest out.',
    question: 'Which chart of yours would you like to make better?',
    request: 'The one with our response times. It has forty lines, and nobody in my team reads it.',
  },
  draft: { name: 'Case clinic', purpose: 'Bring one real case a month; leave with three things to try.' },
  topics: [
    { key: 'feedback', name: 'Feedback and praise' },
    { key: 'hard', name: 'Hard conversations', under: 'feedback' },
    { key: 'oneonone', name: 'One-on-ones' },
    { key: 'remote', name: 'Leading from afar' },
    { key: 'delegation', name: 'Delegation' },
    { key: 'meetings', name: 'Meetings' },
    { key: 'newteam', name: 'Your first ninety days' },
    { key: 'hiring', name: 'Hiring and welcoming' },
    { key: 'strategy', name: 'Where we are going' },
  ],
  conversation: enConversation,
  resources: enResources,
  threads: enThreads,
  pages: enPages,
  events: enEvents,
  announcements: [
    {
      title: 'From January we meet on Thursdays',
      source:
        'Many of you asked for it, so from January our **monthly hour** is on the first Thursday, 16:00 to 17:00.\n\n- The room stays the same, and so does the link.\n- Whoever cannot come finds what we said among the working pages.',
      hoursAgo: 98,
      pinnedForHours: 24 * 20,
      asksConfirmation: false,
    },
    {
      title: 'What we tell outside, and what stays here',
      source:
        'We agreed on three sentences. Please read them and confirm.\n\n1. What somebody tells here about their team stays here.\n2. What you learned from it you may use anywhere.\n3. Before you quote somebody, ask them.',
      hoursAgo: 50,
      asksConfirmation: true,
    },
  ],
  plannedAnnouncement: {
    title: 'What we leave behind in December',
    source:
      'A last piece of news before the holidays.\n\nPlease look through your **cases** and close what is done. In January we begin with the three that helped most.',
    inHours: 24 * 9 + 4,
  },
  pings: {
    planned: {
      title: 'What should our first hour in January be about?',
      answers: ['A case of one of us', 'How we praise', 'What we stop doing'],
      inHours: 24 * 6 + 2,
    },
    open: {
      question: 'What holds you back most from giving feedback in the moment?',
      answers: [
        'I don’t find the words',
        'I’m afraid of the reaction',
        'There is never a good moment',
        'I don’t think it helps',
      ],
      votes: [17, 12, 9, 3],
      voice: 'dana',
      sentHoursAgo: 20,
      hours: 48,
      posts: [
        {
          by: 'cleo',
          hoursAgo: 19,
          says: 'I have the words two hours later, in the car. Every time. So now I write the first sentence down before the shift starts.',
          reactions: [
            ['agree', 'rui', 'ines', 'luca', 'marta'],
            ['thanks', 'tomas'],
          ],
        },
        {
          by: 'jonas',
          hoursAgo: 18,
          says: 'For me it is the workshop floor. Eight people hear every word, so I wait, and then it is Thursday.',
        },
        {
          by: 'amina',
          hoursAgo: 17,
          says: 'Afraid of the reaction, honestly. I have one colleague who was on this ward before I was born.',
          replies: [
            {
              by: 'piet',
              hoursAgo: 16,
              says: 'As somebody who is usually that colleague: ask me first what I would do differently. I nearly always know.',
              reactions: [['insight', 'amina', 'tomas', 'dana', 'nora']],
            },
          ],
        },
        {
          by: 'kenji',
          hoursAgo: 15,
          says: 'The words, and in my second language. I keep three sentences on a card. Nobody has ever minded the card.',
        },
        {
          by: 'luca',
          hoursAgo: 14,
          says: 'No good moment between six and ten in the evening. After ten nobody wants to hear anything. We do it at the coffee before the next shift now.',
        },
        {
          by: 'viktor',
          hoursAgo: 12,
          says: 'I will be the one who disagrees: I do not think it helps most of the time. People know what went wrong. What helps is fixing the schedule that made it go wrong.',
          replies: [
            {
              by: 'dana',
              hoursAgo: 11,
              says: 'Thank you for saying so here. I would like to hear which schedule. Will you write to me, or better: open a thread?',
            },
            { by: 'viktor', hoursAgo: 10, says: 'I will. Give me until Friday.' },
          ],
        },
        {
          by: 'ines',
          hoursAgo: 9,
          says: 'I changed my mind after reading Piet. I had chosen the reaction. It is the words: if I ask first, I do not need to be afraid.',
          reactions: [['agree', 'piet', 'amina']],
        },
        {
          by: 'malik',
          hoursAgo: 7,
          says: 'Moment. We are five people on four sites. By the time I see somebody it is two weeks old.',
        },
        { by: 'sana', hoursAgo: 6, says: 'Words. I practise them on my sister. She gives feedback on my feedback.' },
      ],
    },
    closed: [
      {
        question: 'How long is your usual one-on-one?',
        answers: ['I don’t hold any yet', 'Fifteen minutes', 'Half an hour', 'An hour'],
        outcome: {
          text: 'Eleven of you hold none, most because nobody ever showed you one. So the template that people really use is in the Toolkit now, and the next case clinic is about a first one-on-one.',
          hoursAgo: 150,
        },
        votes: [11, 8, 15, 2],
        byCohort: [
          [2, [3, 3, 5, 1]],
          [3, [4, 3, 7, 0]],
        ],
        before: {
          votes: [17, 6, 7, 1],
          byCohort: [
            [2, [5, 2, 3, 0]],
            [3, [9, 2, 2, 0]],
          ],
          sentHoursAgo: 24 * 170,
          hours: 48,
        },
        sentHoursAgo: 24 * 16,
        hours: 48,
        posts: [
          {
            by: 'ben',
            hoursAgo: 24 * 15,
            says: 'Fifteen, in the van, while the other one drives. Better than none.',
            replies: [
              {
                by: 'rui',
                hoursAgo: 26,
                says: 'I read this and did it on the way to the site. He told me more in ten minutes than in the whole of spring.',
              },
            ],
          },
          {
            by: 'hana',
            hoursAgo: 24 * 15 - 3,
            says: 'Half an hour, and I cancel one in three. I should not say that aloud.',
          },
          {
            by: 'ada',
            hoursAgo: 24 * 13,
            says: 'You said: eleven of you hold none, most of you because nobody ever showed you one. We did: the agenda that people keep using is now in the Toolkit, and the next case clinic is about the first one-on-one.',
            reactions: [['thanks', 'ben', 'jonas', 'greta', 'yara', 'nora']],
          },
        ],
      },
      {
        question: 'Which meeting would you stop tomorrow?',
        answers: [
          'The weekly round of status',
          'The planning that everybody dreads',
          'The one I lead myself',
          'None, we have too few',
        ],
        votes: [18, 7, 6, 4],
        sentHoursAgo: 24 * 30,
        hours: 72,
        posts: [
          {
            by: 'chidi',
            hoursAgo: 24 * 29,
            says: 'Status. We wrote it on the wall instead. Nobody has asked for the meeting back.',
          },
          { by: 'greta', hoursAgo: 24 * 29 - 5, says: 'The one I lead myself. It felt good to admit it.' },
        ],
      },
      {
        question: 'Do you lead people who used to be your peers?',
        answers: ['Yes, most of the team', 'Yes, one or two', 'No'],
        votes: [12, 13, 8],
        sentHoursAgo: 24 * 48,
        hours: 24,
        posts: [
          {
            by: 'priya',
            hoursAgo: 24 * 47,
            says: 'Most. We had lunch together for four years. I still have lunch with them, and on Wednesdays I do not.',
          },
        ],
      },
    ],
    few: {
      question: 'Would a silent first five minutes help your team meeting?',
      answers: ['Yes, we do it already', 'I would like to try', 'No'],
      votes: [1, 2, 0],
      sentHoursAgo: 23,
      hours: 72,
      posts: [],
    },
    next: [
      {
        question: 'When did somebody last thank you for your feedback?',
        answers: ['This week', 'This month', 'Longer ago', 'Never'],
        votes: [8, 13, 12, 6],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
      {
        question: 'What do you do first on a Monday?',
        answers: [
          'Walk round and say hello',
          'Read what came in',
          'Plan the week alone',
          'Plan the week with the team',
        ],
        votes: [15, 12, 6, 8],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
      {
        question: 'Who helps you when you are stuck?',
        answers: ['My own leader', 'Somebody here', 'Somebody at home', 'Nobody yet'],
        votes: [9, 17, 8, 5],
        sentHoursAgo: 0,
        hours: 48,
        posts: [],
      },
    ],
  },
}
