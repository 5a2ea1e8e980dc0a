/**
 * From what somebody sent to what a resource says: told from the one thing it is about, and from everything else given.
 */
import type { CommunityHead } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, no, refuseFields, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { momentsOf } from '#server/toolkit/publication-store.ts'
import { knownPeople } from '#server/toolkit/reads-people.ts'
import { renderUse } from '#server/toolkit/render-use.ts'
import { nothingToAdd, type ResourceKind } from '#server/toolkit/resource.ts'
import type { AboutResource } from '#server/toolkit/resource-input.ts'
import { lockAddress, type ResourceContent, type ResourceRow } from '#server/toolkit/store.ts'
import type { Taken } from '#server/toolkit/take-files.ts'
import {
  kindOfAddress,
  kindOfFile,
  normalizedUrl,
  titleOfAddress,
  titleOfFile,
  titleOfText,
  withoutTitle,
} from '#server/toolkit/title-of.ts'

/** The one thing a resource is about. */
type Thing = 'address' | 'file' | 'text'

interface Writing {
  readonly about: AboutResource
  readonly taken: Taken
  /** The resource as it was; null for a new one. */
  readonly before: ResourceRow | null
}

/**
 * What the resource says from now on.
 * @refuses nothing_to_add · input_invalid with a sentence per field
 */
export async function writeContent(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  writing: Writing,
): Promise<ResourceContent> {
  const { about, taken, before } = writing
  const thing = insist(before ? yes(thingBefore(before)) : thingGiven(about, taken))
  const described = await describeThing(work, actor, community, { thing, ...writing })
  const [publishFrom = null, publishUntil = null] = await momentsOf(work, actor.zone, [
    about.publishFrom,
    about.publishUntil,
  ])
  if (publishFrom && publishUntil && publishUntil <= publishFrom) {
    refuseFields({ publishUntil: { says: 'This is before it is published.' } })
  }
  await checkPeople(work, community, about)
  const use = await renderUse(about.howToUse)
  return {
    kind: kindFor(thing, about.kind, described.kind),
    title: about.title || described.title,
    summary: about.summary,
    source: described.source,
    rendererVersion: use.rendererVersion,
    address: described.address,
    fileId: taken.file?.id ?? before?.fileId ?? null,
    captionsFileId: taken.captionsId ?? (about.drop.includes('captions') ? null : (before?.captionsFileId ?? null)),
    thumbnailFileId: taken.thumbnailId ?? (about.drop.includes('thumbnail') ? null : (before?.thumbnailFileId ?? null)),
    thumbnailAlt: about.thumbnailAlt,
    authors: about.authors,
    sponsorId: about.sponsor,
    language: about.language ?? before?.language ?? community.locale,
    licence: about.licence,
    howToUse: about.howToUse,
    howToUseHtml: use.howToUseHtml,
    hasDiscussion: about.discussion === 'on',
    prompt: about.prompt,
    isDownloadable: about.downloads === 'on',
    publishFrom,
    publishUntil,
    ownerId: about.owner ?? (before ? null : personIdOf(actor)),
    reviewBy: about.reviewBy,
    status: about.status,
  }
}

function thingBefore(before: ResourceRow): Thing {
  if (before.fileId) return 'file'
  return before.address === null ? 'text' : 'address'
}

function thingGiven(about: AboutResource, taken: Taken): Verdict<Thing> {
  const given: Thing[] = []
  if (about.address !== '') given.push('address')
  if (taken.file) given.push('file')
  if (about.source.trim() !== '') given.push('text')
  const [one] = given
  return one && given.length === 1 ? yes(one) : no(nothingToAdd)
}

interface Described {
  readonly kind: ResourceKind
  readonly title: string
  readonly address: string | null
  readonly source: string | null
}

async function describeThing(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  { thing, about, taken, before }: Writing & { readonly thing: Thing },
): Promise<Described> {
  if (thing === 'address') {
    const address = normalizedUrl(about.address)
    if (!address)
      refuseFields({ address: { says: 'This is not a web address. A web address begins with https:// or http://.' } })
    const other = await lockAddress(work, { communityId: community.id, address, notId: before?.id ?? null })
    // Of what waits to be shown only those are told who see it.
    if (other && !other.isShown && !seesAll(actor, community))
      refuseFields({ address: { says: 'Somebody has brought this already. It waits to be shown.' } })
    if (other)
      refuseFields({
        address: { says: 'This is in the Toolkit already, as “{title}”.', values: { title: other.title } },
      })
    return { kind: kindOfAddress(address), title: before?.title ?? titleOfAddress(address), address, source: null }
  }
  if (thing === 'file') {
    const kind = taken.file ? kindOfFile(taken.file.mediaType) : (before?.kind ?? 'document')
    return { kind, title: before?.title ?? titleOfFile(taken.file?.name ?? ''), address: null, source: null }
  }
  if (about.source.trim() === '') refuseFields({ source: { says: 'Write something first.' } })
  // Without a title of its own a text is called by its first heading or line. Either way it is not said twice.
  const own =
    about.title !== ''
      ? { title: about.title, source: withoutTitle(about.source, about.title) }
      : titleOfText(about.source)
  if (own.title === '' || own.source === '') refuseFields({ source: { says: 'A text needs some words.' } })
  return { kind: 'article', title: own.title, address: null, source: own.source }
}

const possible: Record<Thing, readonly ResourceKind[]> = {
  address: ['link', 'video', 'document', 'template'],
  file: ['document', 'template'],
  text: ['article', 'template'],
}

/** The kind somebody chose, where that thing can be one; else what it was told to be. */
function kindFor(thing: Thing, asked: ResourceKind | null, told: ResourceKind): ResourceKind {
  return asked && possible[thing].includes(asked) ? asked : told
}

async function checkPeople(work: Work, community: CommunityHead, { sponsor, owner }: AboutResource): Promise<void> {
  const asked = [sponsor, owner].filter((one) => one !== null)
  if (asked.length === 0) return
  const known = await knownPeople(work, community.id, asked)
  if (sponsor && !known.has(sponsor)) refuseFields({ sponsor: { says: 'Choose one from the list.' } })
  if (owner && !known.has(owner)) refuseFields({ owner: { says: 'Choose one from the list.' } })
}
