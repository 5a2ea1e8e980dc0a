/**
 * The resource: one thing people can use, filed in a community's Toolkit. What one is, and the rules that need nothing else.
 */
import { z } from 'zod'
import { hiddenView } from '#server/entries/room.ts'
import { textStates } from '#server/platform/file-text/file-text.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

export const resourceKinds = ['video', 'article', 'document', 'template', 'link'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** Who may write an article. */
export const articleWriters = ['members', 'editors'] as const
/** Places in the featured strip. */
export const mostFeatured = 6
/** Resources on one page of the list. */
export const resourcesPerPage = 30
/** The largest captions and thumbnail, in bytes. */
export const mostCaptions = 2_000_000
export const mostThumbnail = 5_000_000

/**
 * Whether members see it: `open`, or for editors only because it is a `draft`, `planned` for later, or `over`. What a member
 * suggests is `suggested` while it waits for an editor, and `thanked` where it was not taken in: then its author alone sees it.
 */
const resourceStates = ['open', 'draft', 'planned', 'over', 'suggested', 'thanked'] as const
export type ResourceState = (typeof resourceStates)[number]

/** The state of a resource at a moment. */
export function stateOf(
  one: {
    status: 'draft' | 'published'
    publishFrom: Date | null
    publishUntil: Date | null
    suggestedAt?: Date | null
    thankedWhy?: string | null
  },
  now: Date,
): ResourceState {
  if (one.status === 'draft' && one.suggestedAt) return one.thankedWhy ? 'thanked' : 'suggested'
  if (one.status === 'draft') return 'draft'
  if (one.publishFrom && one.publishFrom > now) return 'planned'
  return one.publishUntil && one.publishUntil <= now ? 'over' : 'open'
}

export const fileView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Size in bytes. */
  bytes: z.number(),
  /** An address of ours. */
  address: z.string(),
})
export type FileView = z.infer<typeof fileView>

/** Whether the words in a file can be found. */
const fileTextView = z.object({
  state: z.enum(textStates),
  /** Only a part of them can be. */
  isCut: z.boolean(),
})
export type FileTextView = z.infer<typeof fileTextView>

const filedUnder = z.object({ id: z.string(), name: z.string(), slug: z.string() })

/** A resource as one line of a list or one tile of a strip. */
export const resourceItemView = z.object({
  id: z.string(),
  kind: z.enum(resourceKinds),
  title: z.string(),
  summary: z.string(),
  authors: z.string(),
  /** The outside address of a link or of an outside video. */
  address: z.string().nullable(),
  file: fileView.nullable(),
  /** The address of its picture: an uploaded one, or the one drawn from its file. */
  thumbnail: z.string().nullable(),
  topics: z.array(filedUnder),
  state: z.enum(resourceStates),
  featured: z.object({ place: z.number().int(), until: z.date().nullable() }).nullable(),
  /** Posts in its discussion. */
  replies: z.number().int(),
  /** Who added it; null where that person left. */
  addedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** When it came into the list. */
  createdAt: z.date(),
})
export type ResourceItem = z.infer<typeof resourceItemView>

const named = z.object({ id: z.string(), name: z.string(), title: z.string(), photo: z.string().nullable() })

/** A whole resource, as its page shows it. */
export const resourceView = resourceItemView.extend({
  /** An article, rendered. */
  html: z.string().nullable(),
  captions: fileView.nullable(),
  /** Null where there is no file, or it was not read yet. */
  fileText: fileTextView.nullable(),
  /** Of the captions, likewise. */
  captionsText: fileTextView.nullable(),
  /** The address of a picture of its file: a PDF's first page. */
  preview: z.string().nullable(),
  thumbnailAlt: z.string(),
  /** The person whose voice it is. */
  sponsor: named.nullable(),
  owner: named.nullable(),
  createdBy: named.nullable(),
  language: z.string(),
  /** Hidden by a moderator: then nobody changes it. */
  hidden: hiddenView,
  licence: z.string(),
  /** How to use a template, rendered. */
  howToUse: z.string(),
  /** The body of an article, with versions to read; null for everything else. */
  bodyId: z.string().nullable(),
  hasDiscussion: z.boolean(),
  isDownloadable: z.boolean(),
  publishFrom: z.date().nullable(),
  publishUntil: z.date().nullable(),
  /** A day, `2027-03-01`. */
  reviewBy: z.string().nullable(),
  changedAt: z.date(),
  /** Why a suggestion was not taken in. */
  thankedWhy: z.string().nullable(),
  can: z.object({
    edit: z.boolean(),
    /** The text alone, where everybody who takes part may write it. */
    write: z.boolean(),
    remove: z.boolean(),
    feature: z.boolean(),
    download: z.boolean(),
  }),
})
export type ResourceView = z.infer<typeof resourceView>

/** What an act on a resource answers. */
export const resourceReceipt = z.object({
  id: z.string(),
  kind: z.enum(resourceKinds),
  title: z.string(),
  location: z.string(),
})
export type ResourceReceipt = z.infer<typeof resourceReceipt>

export const nothingToAdd = refusal('nothing_to_add', 422, 'Give one thing: an address, a file, or a text.')
export const addressTaken = refusal(
  'address_taken',
  409,
  'That address is already in the Toolkit, so it was not added again.',
)
export const featuredFull = refusal(
  'featured_full',
  409,
  'Six are featured already, and nobody looks further. Say which one it replaces.',
)
export const notOpenYet = refusal(
  'not_open',
  409,
  'Members can’t see this yet, so it can’t be featured. Publish it first.',
)

/** The address of a community's Toolkit. */
export function toolkitAddress(slug: string): string {
  return `/c/${slug}/toolkit`
}

/** The address of a resource. */
export function resourceAddress(slug: string, resource: { readonly id: string; readonly title: string }): string {
  return `${toolkitAddress(slug)}/${addressPart(resource.title, resource.id)}`
}

/** Its kind as an entry; only the Toolkit itself distinguishes kinds of resources. */
export const resourceKind = 'resource'

/** The address a file is read from. */
export function fileAddress(id: string): string {
  return `/files/${shortId(id)}`
}

/** What an act answers about the resource it changed. */
export function receiptOf(slug: string, resource: { id: string; kind: ResourceKind; title: string }): ResourceReceipt {
  const { id, kind, title } = resource
  return { id, kind, title, location: resourceAddress(slug, resource) }
}
