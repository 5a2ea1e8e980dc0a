/**
 * What the demo says, in one language. `en.ts` and `de.ts` beside this are the same place told twice.
 */
import type { Area } from '#demo/work-and-languages.ts'

export interface DemoPost {
  /** The author, by key of demo/people.ts. */
  readonly by: string
  readonly says: string
  /** Hours before the demo's first start. */
  readonly hoursAgo: number
  readonly replies?: readonly DemoPost[]
  /** Who found it helpful, and how. */
  readonly reactions?: readonly (readonly [kind: 'thanks' | 'agree' | 'insight' | 'tried' | 'hmm', ...by: string[]])[]
  /** It waits for a moderator because of this word of the community's list. */
  readonly heldWord?: string
  readonly reports?: readonly DemoReport[]
  /** Who hid it, and what its author answered. */
  readonly hidden?: DemoAct & { readonly answer: { readonly hoursAgo: number; readonly says: string } }
  readonly highlighted?: DemoAct
}

export interface DemoReport {
  readonly by: string
  readonly hoursAgo: number
  readonly reason: 'unkind' | 'spam' | 'off_topic' | 'private'
  readonly says?: string
}

/** What somebody did who moderates. */
export interface DemoAct {
  readonly by: string
  readonly hoursAgo: number
  readonly why: string
}

/** A community's topics in order, those under another after it. */
export interface DemoTopic {
  readonly key: string
  readonly name: string
  readonly under?: string
}

/** How people treat each other: what members agree to, the words that are looked at first, and the topics of talk. */
export interface DemoConversation {
  readonly agreement: string
  readonly heldWords: readonly string[]
  readonly topics: readonly DemoTopic[]
  readonly follows: readonly (readonly [topic: string, by: string])[]
}

export interface DemoThread {
  readonly title: string
  readonly kind: 'talk' | 'question'
  /** The first post opens the thread. */
  readonly posts: readonly DemoPost[]
  /** The topic of talk that it is filed under. */
  readonly topic?: string
  /** Which of the posts after the first answers the question, counted from 1. */
  readonly answer?: number
}

export interface DemoPage {
  readonly title: string
  /** The versions in order, each with its author; the first author owns the page. */
  readonly versions: readonly { readonly by: string; readonly hoursAgo: number; readonly source: string }[]
  readonly posts: readonly DemoPost[]
}

/** A question as it was asked once. */
export interface DemoAsked {
  /** How many chose each answer, in the order of the answers. */
  readonly votes: readonly number[]
  /** The same of the cohorts whose counts are shown, by their number; the others are too few to be shown apart. */
  readonly byCohort?: readonly (readonly [cohort: 1 | 2 | 3 | 4, votes: readonly number[]])[]
  readonly sentHoursAgo: number
  readonly hours: 24 | 48 | 72
}

export interface DemoPing extends DemoAsked {
  readonly question: string
  readonly answers: readonly string[]
  /** The person in whose name it was sent, by key. */
  readonly voice?: string
  /** The time it was asked before. */
  readonly before?: DemoAsked
  readonly posts: readonly DemoPost[]
  /** What followed from it. */
  readonly outcome?: { readonly text: string; readonly hoursAgo: number }
}

/** A Ping or an announcement that goes out by itself. */
export interface DemoPlanned {
  readonly title: string
  readonly inHours: number
}

export interface DemoResource {
  readonly kind: 'video' | 'article' | 'document' | 'template' | 'link'
  readonly title: string
  readonly summary: string
  /** A topic's key. */
  readonly topics: readonly string[]
  readonly address?: string
  /** A file of demo/files. */
  readonly file?: string
  readonly captions?: string
  /** Its picture for lists, a file of demo/files too. */
  readonly picture?: string
  readonly body?: string
  readonly howToUse?: string
  readonly authors?: string
  readonly sponsor?: string
  readonly featured?: number
  readonly prompt?: string
  readonly daysAgo: number
  readonly posts?: readonly DemoPost[]
}

/** A person's role, and what they say of themselves. */
export type PersonTexts = readonly [title: string, askMeAbout?: string, wantToLearn?: string]

/** What a leader announced. */
export interface DemoAnnouncement {
  readonly title: string
  readonly source: string
  readonly hoursAgo: number
  /** How many hours from now it stays above the others. */
  readonly pinnedForHours?: number
  readonly asksConfirmation: boolean
}

/** When people meet. Its first date is so many days from the first start; one that falls on a weekend is on the Monday after. */
export interface DemoEvent {
  readonly title: string
  readonly description: string
  readonly place?: string
  readonly callAddress?: string
  /** The hosts, by key; the first planned it. */
  readonly hosts: readonly string[]
  readonly plannedHoursAgo: number
  readonly inDays: number
  /** On the clock of its community. */
  readonly at: string
  readonly minutes: number
  /** How many weeks it takes place on that day; left out where it does so once. */
  readonly weeks?: number
  readonly capacity?: number
  /** Everybody got an invitation by mail. */
  readonly isMailed?: boolean
  /** How many said so, besides the hosts; those who find no place wait for one. */
  readonly answers: { readonly yes: number; readonly maybe: number; readonly no: number }
  /** What was noted, each version by whoever saved it. */
  readonly notes?: DemoPage['versions']
  /** The article that became of the notes. */
  readonly recap?: { readonly title: string; readonly summary: string; readonly daysAgo: number }
  readonly posts: readonly DemoPost[]
}

export interface DemoTexts {
  readonly locale: 'en' | 'de'
  /** By key of demo/people.ts, where these differ from what stands there. */
  readonly people: Readonly<Record<string, PersonTexts>>
  /** In what people work, as a field of their profiles. */
  readonly area: { readonly label: string; readonly names: Readonly<Record<Area, string>> }
  readonly community: {
    readonly name: string
    readonly purpose: string
    readonly charter: {
      readonly domain: string
      readonly who_for: string
      readonly norms: string
      readonly questions: string
    }
    readonly containers: readonly {
      readonly name: string
      readonly size: 'small' | 'medium' | 'large'
      readonly people: readonly { readonly key: string; readonly quote: string }[]
    }[]
    /** Its picture is a file of demo/files. */
    readonly course: { readonly name: string; readonly about: string; readonly picture: string }
    readonly cohorts: readonly [string, string, string, string]
    /** One that is prepared and starts in a week. */
    readonly nextCohort: string
    /** A file of people that comes by itself every night. */
    readonly feed: { readonly name: string; readonly fileName: string }
    /** What is written for the cohort that runs alone. */
    readonly cohortThreads: readonly DemoThread[]
    /** A small group that a member opened, and what is written in it. */
    readonly circle: { readonly name: string; readonly about: string; readonly threads: readonly DemoThread[] }
    /** To the cohort that runs, with the first thing to do. */
    readonly letter: { readonly source: string; readonly todo: string }
  }
  /** Another community, which takes requests: what it asks, and what somebody answered who waits. */
  readonly elsewhere: {
    readonly name: string
    readonly purpose: string
    readonly question: string
    readonly request: string
  }
  readonly draft: { readonly name: string; readonly purpose: string }
  /** Of the Toolkit. */
  readonly topics: readonly DemoTopic[]
  readonly conversation: DemoConversation
  readonly resources: readonly DemoResource[]
  readonly threads: readonly DemoThread[]
  readonly pages: readonly DemoPage[]
  /** The newest last. */
  readonly announcements: readonly DemoAnnouncement[]
  readonly plannedAnnouncement: DemoPlanned & { readonly source: string }
  readonly events: readonly DemoEvent[]
  readonly pings: {
    readonly open: DemoPing
    readonly closed: readonly DemoPing[]
    readonly few: DemoPing
    readonly next: readonly DemoPing[]
    readonly planned: DemoPlanned & { readonly answers: readonly string[] }
  }
}
