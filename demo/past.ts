/**
 * The material for the rows of the demo's past, and who was there when.
 */
import { type DemoPerson, demoPeople } from '#demo/people.ts'
import type { DemoPost, DemoTexts } from '#demo/texts/shape.ts'

/** The texts, and how keys become people and moments of this site. */
export interface Past {
  readonly texts: DemoTexts
  readonly communityId: string
  /** In the order of their texts. */
  readonly cohortIds: readonly string[]
  readonly circleId: string
  /** The stored files, by their name in demo/files. */
  readonly files: ReadonlyMap<string, { readonly id: string; readonly bytes: number }>
  /** The id of a person, by key of demo/people.ts. */
  idOf(key: string): string
  /** The id of a topic of talk, by its key in the texts. */
  talkTopicOf(key: string): string
  newId(): string
  /** A moment so many hours before now. */
  ago(hours: number): Date
}

/** Hours since the demo's community was founded: a year and a half. */
export const founded = 24 * 550
/** Hours since each cohort began. The fourth came on Monday, so to speak: its people are new. */
export const cohortsBegan = [founded, 24 * 370, 24 * 190, 100] as const

/** The members of the demo's community: all but Eve. */
export const demoMembers = demoPeople.filter(({ key }) => key !== 'eve')

/** Who is in the circle; the first opened it. */
export const circlePeople = ['cleo', 'ben', 'tomas', 'amina', 'luca']

/** The member who helps the leaders to keep order. */
export const moderator = 'nora'

/** Those of the fourth cohort, which runs, and who teaches it. */
export const cohortReaders = ['ada', ...demoPeople.filter(({ cohort }) => cohort === 4).map(({ key }) => key)]

/** Hours since somebody came: with their cohort, or from the beginning. */
export function joinedHoursAgo({ cohort }: DemoPerson): number {
  return cohort ? (cohortsBegan[cohort - 1] as number) : founded
}

/** Hours since each member's last visit, by key: three days, or twenty minutes after they last said or sent something. */
export function visitedHoursAgo({ community, threads, ...texts }: DemoTexts): ReadonlyMap<string, number> {
  const { resources, pages, pings, events } = texts
  const sent = [...pings.closed, pings.few, pings.open]
  const among = [...community.cohortThreads, ...community.circle.threads]
  const said = [...threads, ...among, ...resources, ...pages, ...events, ...sent].flatMap(({ posts }) =>
    withReplies(posts ?? []),
  )
  const saved = [...pages.flatMap(({ versions }) => versions), ...events.flatMap(({ notes = [] }) => notes)]
  const acts = [...said, ...saved, ...sent.map(({ sentHoursAgo }) => ({ by: 'ada', hoursAgo: sentHoursAgo }))]
  return new Map(
    demoMembers.map(({ key }) => {
      const theirs = acts.filter(({ by }) => by === key).map(({ hoursAgo }) => hoursAgo - 1 / 3)
      return [key, Math.min(72, ...theirs)]
    }),
  )
}

/** Posts, each followed by its replies. */
export function withReplies(posts: readonly DemoPost[]): DemoPost[] {
  return posts.flatMap((post) => [post, ...(post.replies ?? [])])
}
