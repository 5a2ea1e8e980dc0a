/**
 * What a room gives the program: its endpoints, jobs, mails and live channels. `server/app.ts` lists the rooms and mounts them.
 */
import type { z } from 'zod'
import type { AnyActivityKind } from '#server/platform/activity.ts'
import type {
  CopiedPart,
  CountUnread,
  Declared,
  FirstPageSection,
  FoundingStep,
  HandOverPart,
  MenuLine,
  PageSection,
  PlanPart,
  ReadForGroup,
  Tab,
  WaitingMails,
} from '#server/platform/declared.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import type { FirstHourStep } from '#server/platform/first-hour.ts'
import type { GatheredAnswer } from '#server/platform/gathered-answer.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import type { LiveChannel } from '#server/platform/live/channel.ts'
import type { AnyMailKind } from '#server/platform/mail/mail-kind.ts'
import type { StoredTexts } from '#server/platform/markdown/stored-texts.ts'
import type { OwnData } from '#server/platform/own-data.ts'
import type { DeclaredPermission, Permission } from '#server/platform/permission.ts'
import type { PostsInNotices } from '#server/platform/posts-in-notices.ts'
import type { Retention } from '#server/platform/retention.ts'
import type { SitePart } from '#server/platform/site-part.ts'
import type { AnyTakeBack } from '#server/platform/take-back.ts'
import type { Platform, Work } from '#server/platform/work.ts'

/** A kind of job: its name, the shape of its payload, and what it does. It can be run twice without harm. */
export interface Job<P extends z.ZodType = z.ZodType> {
  readonly task: string
  /** What it was called before: jobs that still wait under that name are run too. */
  readonly formerTask?: string
  readonly payload: P
  /** When it runs by itself, with an empty payload: a cron line of five fields, in UTC. */
  readonly cron?: string
  /** How many run at the same time, beside all others: what waits for servers outside has slots of its own. */
  readonly slots?: number
  /** Does every worker start it when the worker starts, without waiting for it? */
  readonly atStart?: true
  run(platform: Platform, payload: z.infer<P>): Promise<void>
}

/** Declares a job with its payload's type. */
export function job<P extends z.ZodType>(one: Job<P>): Job<P> {
  return one
}

/** A task that runs by the clock. */
export interface Recurring {
  readonly task: string
  readonly cron: string
}

/** A job in a list of several, whose payloads differ. */
// biome-ignore lint/suspicious/noExplicitAny: a job takes its own payload, which contravariance forbids to name here
export type AnyJob = Job<any>

export interface Room {
  readonly name: string
  readonly endpoints: readonly Endpoint[]
  /** The permissions it asks for. */
  readonly permissions?: Readonly<Partial<Record<Permission, DeclaredPermission>>>
  /** The kinds of entries it keeps. */
  readonly kinds?: readonly EntryKind[]
  /** Its tabs on every page of a community. */
  readonly tabs?: readonly Tab[]
  /** Its steps on the way of a new community to its opening. */
  readonly foundingSteps?: readonly FoundingStep[]
  /** Its steps of a new member's first hour. */
  readonly firstHourSteps?: readonly FirstHourStep[]
  /** What of it stands in a community's plan. */
  readonly planParts?: readonly PlanPart[]
  /** What of it goes along where a community is copied. */
  readonly copiedParts?: readonly CopiedPart[]
  /** Its sections of a community's own page. */
  readonly sections?: readonly PageSection[]
  /** Its sections of the first page. */
  readonly firstPageSections?: readonly FirstPageSection[]
  /** Its lines of one's own menu in the header. */
  readonly menuLines?: readonly MenuLine[]
  /** Its parts of the pages of those who run the site. */
  readonly siteParts?: readonly SitePart[]
  /** What stands above every page of a demo; at most one room has that. */
  readonly demoBar?: NonNullable<Declared['demoBar']>
  /** Where something is reported; at most one room has that. */
  readonly reportAddress?: NonNullable<Declared['reportAddress']>
  /** The kinds of what happens in it. */
  readonly activities?: readonly AnyActivityKind[]
  /** How those of them are taken back that can be, from their line in the audit. */
  readonly takeBacks?: readonly AnyTakeBack[]
  /** What it keeps that owners may have deleted by its age. */
  readonly retentions?: readonly Retention[]
  readonly jobs?: readonly AnyJob[]
  readonly mails?: readonly AnyMailKind[]
  /** Its mails that may wait for a mail server. */
  readonly waitingMails?: readonly WaitingMails[]
  readonly liveChannels?: readonly LiveChannel[]
  /** How notices show what is said below entries; one room keeps that. */
  readonly postsInNotices?: PostsInNotices
  /** What answers by mail to its gathered mails do. */
  readonly gatheredAnswers?: readonly GatheredAnswer[]
  /** What is written for a cohort or a circle alone; one room lists that of all kinds. */
  readonly readForGroup?: ReadForGroup
  /** What cohorts leave to the one after them, of what it keeps. */
  readonly handOverParts?: readonly HandOverPart[]
  /** How much of what it tells a person is unread; at most one room counts that. */
  readonly countUnread?: CountUnread
  /** What it stores as HTML, made from Markdown. */
  readonly texts?: readonly StoredTexts[]
  /** What it keeps of one person's own, for the file by which they take it along. */
  readonly ownData?: readonly OwnData[]
  /** Takes away what a person wrote, where it goes with them as they are erased. */
  readonly forgetWords?: (work: Work, personId: string) => Promise<void>
  /** Ends what is open in a community that was just archived. */
  readonly afterArchiving?: (work: Work) => Promise<void>
  /** Makes a restored site ready before it answers a request: plans its jobs anew, and drops what is over. */
  readonly afterRestore?: (work: Work) => Promise<void>
  /** Runs in every process as it starts, for what processes tell each other; the function it returns ends it. */
  readonly begin?: (platform: Platform) => Promise<() => Promise<void>>
}
