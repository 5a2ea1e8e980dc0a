/** What a body stands in, as the pages of its versions need it: the thing that has an address, a title and readers. */
import type { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** One thing with a body. */
export interface Versioned {
  readonly id: string
  readonly community: CommunityHead
  readonly bodyId: string
  readonly title: string
  /** Where it is read, and where the list of its versions is. */
  readonly address: string
  readonly versionsAddress: string
}

/** A kind of things with bodies. */
export interface VersionedKind<Params extends z.ZodRawShape> {
  /** What one is called in the descriptions of addresses: "a page". */
  readonly name: string
  /** The path of its address, and the shapes of what stands in it. */
  readonly path: string
  readonly params: Params
  /** The permission to bring a version back. */
  readonly who: Permission
  readonly tab: string | null
  /** @refuses not_found where it is not there for this actor */
  find(look: Look, actor: Actor, params: z.output<z.ZodObject<Params>>): Promise<Versioned>
  /** What follows once a version was brought back, as the version of this number. */
  changed(work: Work, actor: Actor, versioned: Versioned, version: number): Promise<void>
}

/** Declares a kind with the types of what stands in its path. */
export function versionedKind<Params extends z.ZodRawShape>(one: VersionedKind<Params>): VersionedKind<Params> {
  return one
}
