/**
 * What the hub asks the rooms: what is new in a group, and which viewer class an actor belongs to.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { ChannelUpdate, LiveChannel, ViewerClass } from '#server/platform/live/channel.ts'
import type { ViewerGroup } from '#server/platform/live/viewer-groups.ts'
import type { Look } from '#server/platform/work.ts'

/** How long one reading of the time serves, in ms. */
const lookLastsMs = 50

/** What a watcher may see of a channel, and their actor at that time. */
export interface Viewer {
  readonly actor: Actor
  readonly viewerClass: ViewerClass | null
}

export type Reading = ReturnType<typeof openReading>

/** Opens it for these kinds of channels; `takeLook` asks the database for the time. */
export function openReading(kinds: ReadonlyMap<string, LiveChannel>, takeLook: () => Promise<Look>) {
  let held: { readonly at: number; readonly look: Promise<Look> } | null = null

  /** A look of a moment ago at most. */
  function look(): Promise<Look> {
    const at = Date.now()
    if (!held || at - held.at > lookLastsMs) {
      const next = { at, look: takeLook() }
      held = next
      next.look.catch(() => {
        if (held === next) held = null
      })
    }
    return held.look
  }

  async function viewerClassesOf(actor: Actor, channels: Iterable<string>): Promise<ReadonlyMap<string, ViewerClass>> {
    const now = await look()
    const asked = Map.groupBy([...channels].map(partsOf), ({ kind }) => kind)
    const found = [...asked].map(async ([kind, parts]) => {
      const ids = parts.map(({ id }) => id)
      const viewerClasses = (await kinds.get(kind)?.viewerClassesOf(now, actor, ids)) ?? []
      return [...viewerClasses].map(([id, viewerClass]) => [`${kind}/${id}`, viewerClass] as const)
    })
    return new Map((await Promise.all(found)).flat())
  }

  return {
    look,
    update(now: Look, { channel, viewerClass, locale }: ViewerGroup, since: string | null): Promise<ChannelUpdate> {
      const { kind, id } = partsOf(channel)
      return (kinds.get(kind) as LiveChannel).changes(now, id, viewerClass, locale, since)
    },
    /** What an actor may see of each of these, with one query for each kind of channel. */
    async viewerOf(actor: Actor, channels: Iterable<string>) {
      const viewerClasses = await viewerClassesOf(actor, channels)
      return (channel: string): Viewer => ({ actor, viewerClass: viewerClasses.get(channel) ?? null })
    },
  }
}

/** A channel's kind and id. */
export function partsOf(channel: string): { kind: string; id: string } {
  const [kind = '', id = ''] = channel.split('/')
  return { kind, id }
}
