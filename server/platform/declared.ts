/**
 * What rooms declare of themselves, gathered once at start. Code that shows or follows everything reads it from here and
 * knows no room by name.
 */
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { AnyActivityKind } from '#server/platform/activity.ts'
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import type { EntryKinds } from '#server/platform/entry-kind.ts'
import type { FirstHourStep } from '#server/platform/first-hour.ts'
import type { GroupPlace, WrittenForGroup } from '#server/platform/for-group.ts'
import type { GatheredAnswer } from '#server/platform/gathered-answer.ts'
import type { HandOverItem, HandOverPlace, HandOverScope } from '#server/platform/hand-over.ts'
import type { Html, Piece } from '#server/platform/html/html.ts'
import type { IconName } from '#server/platform/html/icon.ts'
import type { Row } from '#server/platform/html/list.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { type MailKinds, mailKinds } from '#server/platform/mail/mail-kind.ts'
import { mapByName } from '#server/platform/map-by-name.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'
import type { OwnData } from '#server/platform/own-data.ts'
import type { DeclaredPermission, Permission } from '#server/platform/permission.ts'
import type { PlanAsked, PlanItem } from '#server/platform/plan-item.ts'
import type { PostsInNotices } from '#server/platform/posts-in-notices.ts'
import type { Refusal } from '#server/platform/refuse.ts'
import type { Retention } from '#server/platform/retention.ts'
import type { Room } from '#server/platform/room.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { SitePart } from '#server/platform/site-part.ts'
import type { TakeBacks } from '#server/platform/take-back.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** One of the tabs on every page of a community. */
export interface Tab {
  readonly key: string
  /** A tab with a lower number is further left; between 0 and 100. */
  readonly place: number
  /** Behind the community's address: `/toolkit`. */
  readonly path: string
  readonly label: (t: Translate) => string
  /** Shown only to those who may open it: a permission of `CommunityHead.can`. */
  readonly onlyWith?: 'settings' | 'members' | 'moderate' | 'plan'
  /** How much waits there: SQL about the community called `c`, for a person, which gives a whole number. Read with every page, for those who see the tab. */
  readonly waiting?: (personId: string | null) => RawBuilder<number>
}

/** A line of one's own menu in the header, below one's profile. */
export interface MenuLine {
  /** The lower of two stands higher. */
  readonly place: number
  readonly path: string
  readonly label: (t: Translate) => string
  /** Shown only to those who have this permission on the site. */
  readonly onlyWith?: Permission
}

/** A step on the way of a new community to its opening. */
export interface FoundingStep {
  readonly key: string
  /** The lower of two comes first. */
  readonly place: number
  readonly title: (t: Translate) => string
  readonly says: (t: Translate) => string
  readonly example: (t: Translate) => string
  /** The way there, from the community's address. */
  readonly act: (screen: Screen, root: string) => Piece
  /** Whether it is done: SQL about the community called `c`. */
  readonly isDone: RawBuilder<unknown>
}

/** A community that is copied: from which into which, and by whom. */
export interface Copying {
  readonly fromId: string
  readonly toId: string
  /** Null where the program does it by itself. */
  readonly by: string | null
}

/** What of a community is copied with it: never posts or votes. */
export interface CopiedPart {
  readonly key: string
  /** The lower of two is copied first. */
  readonly place: number
  /** What there is of it: SQL that gives whole numbers about the community called `c`, by name. */
  readonly figures: Readonly<Record<string, RawBuilder<unknown>>>
  /** The same in words. */
  readonly says: (t: Translate, figures: Readonly<Record<string, number>>) => string
  /** Copies it into a community that has nothing of it yet; a few statements, however much it is. */
  copy(work: Work, copying: Copying): Promise<void>
}

/** A section of a community's own page, as the page and the settings need it; see `communitySection`. */
export interface PageSection {
  readonly key: string
  /** A section with a lower number is higher up, as long as nobody arranged them. */
  readonly place: number
  /** Its name in the settings. */
  readonly name: (t: Translate) => string
  /** Its part of the page's view, by name. */
  readonly fields: z.ZodRawShape
  // biome-ignore-start lint/suspicious/noExplicitAny: a section takes its own view, which contravariance forbids to name here
  read(look: Look, actor: Actor, community: any, latest: any): Promise<any>
  show(view: any, screen: Screen): Piece
  /** Stands above all sections, whether or not this one is shown. */
  readonly above?: (view: any, screen: Screen) => Piece
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
}

/** A section of the first page, about all communities of its reader. */
export interface FirstPageSection {
  /** The name of its part of the page's view. */
  readonly key: string
  readonly view: z.ZodType
  // biome-ignore-start lint/suspicious/noExplicitAny: a section takes its own view, which contravariance forbids to name here
  /** One statement at most. */
  read(look: Look, actor: Actor): Promise<any>
  show(part: any, screen: Screen): Piece
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
}

/** Mails that were kept as the site had no mail server, and could leave now. The outbox lists them; none leaves by itself. */
export interface WaitingMails {
  /** Their name in the outbox's view: `invitations`. */
  readonly key: string
  /** Several mails that one button sends. */
  readonly view: z.ZodType
  // biome-ignore-start lint/suspicious/noExplicitAny: they take their own view, which contravariance forbids to name here
  /** Those the actor may know of. One statement. */
  list(look: Look, actor: Actor): Promise<any[]>
  row(view: any, screen: Screen): Row
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
}

/** What is written for a cohort or a circle alone. */
export type ReadForGroup = (look: Look, actor: Actor, group: GroupPlace) => Promise<WrittenForGroup>

/**
 * What cohorts leave to the one after them, of what a room keeps, such as Pings with their results. The people room puts all of it on
 * one page, where a leader chooses what the next cohort sees.
 */
export interface HandOverPart {
  readonly key: string
  /** The lower of two stands higher. */
  readonly place: number
  readonly title: (t: Translate) => string
  /** What a leader should know before they choose. */
  readonly says: (t: Translate) => string
  /** For those who choose, as far as they may read it: the most useful first. */
  list(look: Look, actor: Actor, scope: HandOverScope): Promise<HandOverItem[]>
  /** Those of these that were handed to the actor's cohort, as far as it may see them. */
  listHanded(look: Look, actor: Actor, place: HandOverPlace, ids: readonly string[]): Promise<HandOverItem[]>
  /** A line about one, and perhaps a sentence or two of it. */
  // biome-ignore lint/suspicious/noExplicitAny: a part takes its own items, which contravariance forbids to name here
  about(item: any, t: Translate): { readonly line: string; readonly more?: string }
}

/**
 * What a room puts into the plan of a community: its news, its Pings, its meetings. The plan shows all of it to those who lead, moves
 * what may be moved, and knows no room by name.
 */
export interface PlanPart {
  /** In addresses of the plan: `pings`. */
  readonly key: string
  /** The lower of two stands first. */
  readonly place: number
  /** Who begins such things in the community, and finds them in its plan. */
  readonly permission: Permission
  readonly sign: IconName
  /** What one is called: "Ping". */
  readonly name: (t: Translate) => string
  /** What is said of one in that state; null where nothing is. */
  readonly stateName: (t: Translate, state: string) => string | null
  /** As far as the actor may read them. One statement. */
  list(
    look: Look,
    actor: Actor,
    community: { readonly id: string; readonly slug: string },
    asked: PlanAsked,
  ): Promise<PlanItem[]>
  /** The form that begins one. It takes a day of the calendar as `on`. */
  readonly begin: { readonly label: (t: Translate) => string; readonly address: (slug: string) => string }
  /** Gives one another moment, by the use case of its room. */
  move(
    work: Work,
    actor: Actor,
    where: { readonly community: string; readonly id: string; readonly at: Date },
  ): Promise<unknown>
  /** The field in which that use case says what is wrong with the moment. */
  readonly momentField: string
  /** What that use case refuses. */
  readonly refusals: readonly Refusal[]
  /** From how many in one week of Monday to Sunday on they are marked, and the words for it. */
  readonly crowded?: { readonly from: number; readonly says: (t: Translate, n: number) => string }
}

/** How much in a person's inbox is unread. */
export type CountUnread = (look: Look, actor: PersonActor) => Promise<number>

export interface Declared {
  readonly permissions: ReadonlyMap<Permission, DeclaredPermission>
  /** By verb. */
  readonly activities: ReadonlyMap<string, AnyActivityKind>
  readonly takeBacks: TakeBacks
  /** In order. */
  readonly retentions: readonly Retention[]
  readonly kinds: EntryKinds
  /** By kind. */
  readonly notices: ReadonlyMap<string, NoticeKind>
  readonly mails: MailKinds
  readonly gatheredAnswers: ReadonlyMap<string, GatheredAnswer>
  readonly waitingMails: readonly WaitingMails[]
  readonly postsInNotices: PostsInNotices
  /** In order, and so the two below. */
  readonly tabs: readonly Tab[]
  readonly foundingSteps: readonly FoundingStep[]
  readonly firstHourSteps: readonly FirstHourStep[]
  /** In order. */
  readonly planParts: readonly PlanPart[]
  /** In the order in which they are copied. */
  readonly copiedParts: readonly CopiedPart[]
  /** In their standard order. */
  readonly sections: readonly PageSection[]
  readonly firstPageSections: readonly FirstPageSection[]
  /** In order. */
  readonly menuLines: readonly MenuLine[]
  /** In order. */
  readonly siteParts: readonly SitePart[]
  /** The form that reports an entry or a post of a community to those who moderate it. */
  readonly reportAddress:
    | ((slug: string, thing: { readonly entry: string } | { readonly post: string }) => string)
    | null
  /** Stands above every page of a demo. */
  readonly demoBar: ((screen: Screen) => Html) | null
  readonly countUnread: CountUnread
  readonly readForGroup: ReadForGroup
  /** In order. */
  readonly handOverParts: readonly HandOverPart[]
  /** What people take along, in order. */
  readonly ownData: readonly OwnData[]
  /** Take away what a person wrote, where it goes with them as they are erased. */
  readonly forgetWords: readonly ((work: Work, personId: string) => Promise<void>)[]
  /** Ends what is open in a community that was just archived. */
  readonly afterArchiving: readonly ((work: Work) => Promise<void>)[]
}

/**
 * Gathers what these rooms declare.
 * @throws a sentence where two declare something of one name
 */
export function declaredBy(rooms: readonly Room[]): Declared {
  const [postsInNotices] = rooms.flatMap((room) => room.postsInNotices ?? [])
  if (!postsInNotices) throw new Error('No room declares how notices show posts.')
  const byPlace = (one: { place: number }, other: { place: number }) => one.place - other.place
  const permissions = rooms.flatMap(({ permissions }) => Object.entries(permissions ?? {}))
  return {
    permissions: mapByName(permissions as [Permission, DeclaredPermission][]),
    activities: mapByName(rooms.flatMap((room) => room.activities ?? []).map((kind) => [kind.verb, kind])),
    takeBacks: mapByName(rooms.flatMap((room) => room.takeBacks ?? []).map((one) => [one.kind.verb, one])),
    retentions: rooms.flatMap((room) => room.retentions ?? []).toSorted(byPlace),
    kinds: mapByName(rooms.flatMap((room) => room.kinds ?? []).map((kind) => [kind.kind, kind])),
    notices: noticeKindsOf(rooms),
    mails: mailKinds(rooms.flatMap((room) => room.mails ?? [])),
    gatheredAnswers: mapByName(rooms.flatMap((room) => room.gatheredAnswers ?? []).map((one) => [one.mail, one])),
    waitingMails: rooms.flatMap((room) => room.waitingMails ?? []),
    postsInNotices,
    tabs: rooms.flatMap((room) => room.tabs ?? []).toSorted(byPlace),
    foundingSteps: rooms.flatMap((room) => room.foundingSteps ?? []).toSorted(byPlace),
    firstHourSteps: rooms.flatMap((room) => room.firstHourSteps ?? []).toSorted(byPlace),
    planParts: rooms.flatMap((room) => room.planParts ?? []).toSorted(byPlace),
    copiedParts: rooms.flatMap((room) => room.copiedParts ?? []).toSorted(byPlace),
    sections: rooms.flatMap((room) => room.sections ?? []).toSorted(byPlace),
    firstPageSections: rooms.flatMap((room) => room.firstPageSections ?? []),
    menuLines: rooms.flatMap((room) => room.menuLines ?? []).toSorted(byPlace),
    siteParts: rooms.flatMap((room) => room.siteParts ?? []).toSorted(byPlace),
    reportAddress: rooms.find((room) => room.reportAddress)?.reportAddress ?? null,
    demoBar: rooms.find((room) => room.demoBar)?.demoBar ?? null,
    countUnread: rooms.find((room) => room.countUnread)?.countUnread ?? (async () => 0),
    readForGroup: rooms.find((room) => room.readForGroup)?.readForGroup ?? (async () => ({ entries: [], begins: [] })),
    handOverParts: rooms.flatMap((room) => room.handOverParts ?? []).toSorted(byPlace),
    ownData: rooms.flatMap((room) => room.ownData ?? []).toSorted(byPlace),
    forgetWords: rooms.flatMap((room) => room.forgetWords ?? []),
    afterArchiving: rooms.flatMap((room) => room.afterArchiving ?? []),
  }
}

/** The kinds of notices these rooms' activities tell, by name. */
export function noticeKindsOf(rooms: readonly Room[]): ReadonlyMap<string, NoticeKind> {
  const told = rooms.flatMap((room) => room.activities ?? []).flatMap(({ notify }) => notify.map((one) => one.as))
  // Several activities may tell the same.
  return mapByName([...new Set(told)].map((one) => [one.kind, one]))
}
