/**
 * The actor is the person or program behind a request. It is loaded once for each request, and everything that reads or
 * changes takes it as an argument.
 */
import type { Locale } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'

/** A community the person belongs to, as their menu and their permissions need it. */
export interface ActorMembership {
  readonly communityId: string
  readonly slug: string
  readonly name: string
  /** 0 to 359, the angle of the accent colour in oklch. */
  readonly hue: number
  readonly status: 'draft' | 'active' | 'archived'
  /** What they may do there, by all their roles together. */
  readonly permissions: readonly Permission[]
  /** Was a page of it shown to them before? */
  readonly hasCome: boolean
  /** The agreement of the community that they have to accept before they take part; null where none waits for them. */
  readonly agreement: WaitingAgreement | null
  /** Until when they only read here, as somebody who moderates has muted them: milliseconds since 1970; null where they are not muted. */
  readonly mutedUntil: number | null
}

/** Until it is accepted, its reader reads and does nothing else there. */
export interface WaitingAgreement {
  /** Did they choose to read first? Then the first page of the community does not lead them to it any more. */
  readonly isPutOff: boolean
  /** What they may do once they have accepted it. */
  readonly withholds: readonly Permission[]
}

interface Reader {
  readonly locale: Locale
  /** An IANA name such as `Europe/Lisbon`. */
  readonly zone: string
  /** The database's time as this request began. */
  readonly now: Date
  readonly site: {
    readonly name: string
    readonly isDemo: boolean
    /** The moment of the backup that this site was restored from, until its owner says that it is the site now. */
    readonly copyOf?: Date | null
    /** Addresses (https) of its legal notice and of what it says about personal data, for the footer; null where there is none. */
    readonly legalAddress?: string | null
    readonly privacyAddress?: string | null
    /** The accent of pages that no community gives its own; as in ActorMembership. */
    readonly hue?: number
    /** Where its logo is; null where it has none. */
    readonly logo?: string | null
  }
}

/** Somebody with an account, signed in by session or acting through an API token. */
export interface PersonActor extends Reader {
  readonly kind: 'person'
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly photo: string | null
  /** The name that follows the @ of a mention. */
  readonly handle: string
  readonly siteRole: 'owner' | 'admin' | null
  /** What they may do on the site and in every community: by their role on the site, and what the site allows everybody. */
  readonly sitePermissions: readonly Permission[]
  readonly memberships: readonly ActorMembership[]
  /** Does anything in their inbox look unread? unread.ts counts how much of it they may still see, where a page shows it. */
  readonly hasUnread: boolean
  readonly via: 'session' | 'token'
  readonly sessionId: string | null
  readonly sessionRenewedAt: Date | null
  /** The API token it acts through, or null. */
  readonly tokenId: string | null
  /** When their session or token runs out, where nothing renews it, or before that their time as a guest somewhere; null where nothing ends. Open streams end then. */
  readonly endsAt: Date | null
  /** A read token changes nothing. */
  readonly scope: 'read' | 'write'
}

/** Somebody not signed in. */
interface Visitor extends Reader {
  readonly kind: 'visitor'
}

/** The program itself: a job, the command line, the demo. */
export interface SystemActor extends Reader {
  readonly kind: 'system'
  readonly reason: string
}

export type Actor = PersonActor | Visitor | SystemActor

/** The membership of this actor in one community, or null. */
export function membershipIn(actor: Actor, communityId: string): ActorMembership | null {
  if (actor.kind !== 'person') return null
  return actor.memberships.find((one) => one.communityId === communityId) ?? null
}

/** The same by the community's present address, which is all that a request says of it. */
export function membershipBySlug(actor: Actor, slug: string): ActorMembership | null {
  if (actor.kind !== 'person') return null
  return actor.memberships.find((one) => one.slug === slug) ?? null
}

/** The id of the person behind the actor, or null; lists and finders bind it in SQL. */
export function personIdOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null
}
