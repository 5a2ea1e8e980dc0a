/**
 * Words for a seeded site: lists that are combined by number, so that thousands of things have names of their own.
 */

export const firstNames = [
  ...['Amara', 'Anton', 'Beatriz', 'Bilal', 'Carmen', 'Chloe', 'Daniel', 'Davit', 'Edda', 'Emeka', 'Farah', 'Filip'],
  ...['Gabriel', 'Gwen', 'Haruki', 'Helena', 'Ibrahim', 'Iris', 'Jana', 'Joel', 'Kaito', 'Katrin', 'Lars', 'Lucia'],
  ...['Magnus', 'Maya', 'Milan', 'Nia', 'Nils', 'Odile', 'Osman', 'Paula', 'Pavel', 'Rana', 'Robin', 'Sami'],
  ...['Selma', 'Silvio', 'Tamar', 'Teo', 'Ulla', 'Vera', 'Victor', 'Wim', 'Yasmin', 'Yusuf', 'Zoe', 'Zoran'],
] as const

export const lastNames = [
  ...['Abara', 'Almeida', 'Andersen', 'Baran', 'Bauer', 'Bianchi', 'Brandt', 'Castro', 'Chen', 'Costa', 'Dahl'],
  ...['Demir', 'Duarte', 'Eriksen', 'Farkas', 'Fischer', 'Fontaine', 'Garcia', 'Gruber', 'Haddad', 'Hansen', 'Horvat'],
  ...['Ito', 'Jansen', 'Kaplan', 'Keller', 'Kim', 'Kovacs', 'Laine', 'Larsen', 'Lopes', 'Marin', 'Meyer', 'Moreau'],
  ...['Nagy', 'Novak', 'Nwosu', 'Okafor', 'Olsen', 'Park', 'Pereira', 'Petrov', 'Quinn', 'Rossi', 'Sato', 'Silva'],
  ...['Tanaka', 'Toth', 'Vargas', 'Weber', 'Wong', 'Yilmaz', 'Zimmer'],
] as const

export const jobTitles = [
  ...['Team lead', 'Shift manager', 'Head of support', 'Project lead', 'Product owner', 'Branch manager', 'Plant lead'],
  ...['Ward sister', 'Service designer', 'Operations lead', 'Finance partner', 'People partner', 'Site manager'],
] as const

/** Where people are, with the zone they keep. */
export const places: readonly (readonly [place: string, zone: string])[] = [
  ['Lisbon', 'Europe/Lisbon'],
  ['Hamburg', 'Europe/Berlin'],
  ['Gdańsk', 'Europe/Warsaw'],
  ['Nairobi', 'Africa/Nairobi'],
  ['Singapore', 'Asia/Singapore'],
  ['Toronto', 'America/Toronto'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['Auckland', 'Pacific/Auckland'],
]

export const communityNames = [
  ...['First-line leaders', 'Project leads', 'New managers', 'Facilitators', 'Service owners', 'Shift leads'],
  ...[
    'Coaches',
    'Data stewards',
    'Safety leads',
    'Buyers',
    'Trainers',
    'Product people',
    'Team assistants',
    'Quality circle',
  ],
  ...['Site managers', 'Change agents', 'Interviewers', 'Mentors', 'Remote teams', 'Night shifts', 'Works planners'],
  ...['Customer voices', 'Lean practice', 'Apprentice tutors', 'Risk partners'],
] as const

export const regions = ['north', 'south', 'east', 'west', 'centre', 'abroad'] as const

export const purposes = [
  'We compare how we do the same job in different places, and keep what works.',
  'We learn from each other between courses: one question a week, honest answers, no slides.',
  'We collect what helps on a hard day, and try it before we praise it.',
  'We make sure that nobody here has to solve alone what somebody else has solved already.',
] as const

const threadOpenings = [
  ...['How do you handle', 'What helped you with', 'First attempt at', 'Looking for examples of'],
  ...[
    'A mistake I made with',
    'Who has a template for',
    'Three weeks of',
    'Is anybody else stuck on',
    'What I would do differently about',
  ],
  ...['A short report on', 'Questions before we start', 'How often do you do', 'Where to begin with', 'Numbers on'],
] as const

const subjects = [
  ...['one-on-ones', 'handing over a shift', 'delegation', 'feedback across time zones', 'the Monday meeting'],
  ...['saying no to a good idea', 'a colleague who returns from leave', 'onboarding in the first week', 'quiet people'],
  ...['decisions nobody owns', 'retrospectives that go in circles', 'goals for a team of two', 'a plan that slipped'],
  ...['conflict between two good people', 'praise that is not empty', 'hiring with one hour a week', 'estimates'],
  ...['working agreements', 'long mails', 'the end of a project', 'a new tool nobody asked for', 'peer coaching'],
  ...['talking about pay', 'meetings without slides', 'learning time', 'noise on the floor', 'stand-ups by text'],
  ...['checklists', 'questions from above', 'priorities when everything is urgent'],
] as const

/** Titles of threads, each once, in an order that mixes them. */
export function threadTitles(): string[] {
  return subjects.flatMap((_, i) =>
    threadOpenings.map((opening, j) => `${opening} ${subjects[(i * 7 + j * 11) % subjects.length]}`),
  )
}

const resourceShapes = [
  ...['A guide to %', 'A checklist for %', 'The case for %', '% in fifteen minutes', 'Notes on %'],
  ...[
    'What research says about %',
    'Ten questions on %',
    'A talk about %',
    'How others go about %',
    'The trouble with %',
  ],
] as const

/** Titles of resources. */
export function resourceTitles(): string[] {
  return subjects.flatMap((_, i) =>
    resourceShapes.map((shape, j) => {
      const title = shape.replace('%', subjects[(i * 11 + j * 7) % subjects.length] as string)
      return title.charAt(0).toUpperCase() + title.slice(1)
    }),
  )
}

/** Topics of every Toolkit; those indented stand under the one before. */
export const topics: readonly { readonly name: string; readonly under?: string }[] = [
  { name: 'Starting out' },
  { name: 'Conversations' },
  { name: 'One-on-ones', under: 'Conversations' },
  { name: 'Feedback', under: 'Conversations' },
  { name: 'Meetings' },
  { name: 'Remote meetings', under: 'Meetings' },
  { name: 'Planning' },
  { name: 'Delegation', under: 'Planning' },
  { name: 'Hiring' },
  { name: 'Looking after oneself' },
]

/** Questions of Pings with their answers. */
export const questions: readonly { readonly question: string; readonly answers: readonly string[] }[] = [
  {
    question: 'When did you last change your mind because of somebody in your team?',
    answers: ['This week', 'This month', 'Longer ago', 'I cannot remember'],
  },
  {
    question: 'What takes most of your Monday?',
    answers: ['Meetings', 'Mails', 'People', 'The work itself', 'Whatever burns'],
  },
  {
    question: 'Which of these would you try first?',
    answers: ['A week without status meetings', 'One-on-ones while walking', 'Decisions in writing'],
  },
  { question: 'Did last week’s idea survive contact with your team?', answers: ['Yes', 'In part', 'No'] },
  {
    question: 'How many people could take over your job for a week?',
    answers: ['Nobody', 'One', 'Two or three', 'More'],
  },
  {
    question: 'What should we read together next?',
    answers: ['On delegation', 'On feedback', 'On hiring', 'On rest', 'On numbers', 'Nothing, let us talk'],
  },
]

/** An item of a list by number; after the last comes the first again. */
export function itemAt<T>(list: readonly T[], number: number): T {
  return list[Math.floor(number) % list.length] as T
}
