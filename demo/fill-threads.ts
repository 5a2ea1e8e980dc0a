/** The demo's discussions: free-standing ones, and what is said under resources and Pings. */
import { happened } from '#demo/fill-past.ts'
import type { Filling } from '#demo/open-demo.ts'
import { demoPeople } from '#demo/people.ts'
import type { DemoPost, DemoThread } from '#demo/texts/shape.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** A thread to be written with its posts. */
export interface Talk {
  readonly title: string
  readonly kind: 'talk' | 'question'
  readonly prompt?: string
  readonly about?: { readonly kind: 'resource' | 'ping'; readonly id: string }
  readonly openedBy: string
  readonly openedHoursAgo: number
  readonly posts: readonly DemoPost[]
  readonly answer?: number
}

/** Writes the free-standing threads. */
export async function fillThreads(filling: Filling): Promise<void> {
  for (const thread of filling.texts.threads) await saveTalk(filling, talkOf(thread))
}

function talkOf({ title, kind, posts, answer }: DemoThread): Talk {
  const first = posts[0] as DemoPost
  return { title, kind, posts, openedBy: first.by, openedHoursAgo: first.hoursAgo, ...(answer ? { answer } : {}) }
}

/** Writes one thread with its posts, replies and reactions. */
export async function saveTalk(filling: Filling, talk: Talk): Promise<void> {
  const { work, texts, people, communityId, ago } = filling
  const all = talk.posts.flatMap((post) => [post, ...(post.replies ?? [])])
  const { id: threadId } = await work.tx
    .insertInto('thread')
    .values({
      community_id: communityId,
      title: talk.title,
      kind: talk.kind,
      prompt: talk.prompt ?? '',
      about_kind: talk.about?.kind ?? null,
      about_id: talk.about?.id ?? null,
      language: texts.locale,
      opened_by: people.get(talk.openedBy) as string,
      opened_at: ago(talk.openedHoursAgo),
      last_post_at: all.length > 0 ? ago(Math.min(...all.map(({ hoursAgo }) => hoursAgo))) : null,
      reply_count: talk.about ? all.length : all.length - 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [place, post] of talk.posts.entries()) {
    const isOpening = place === 0 && !talk.about
    const id = await savePost(filling, { threadId, parentId: null, isOpening }, post)
    for (const reply of post.replies ?? []) await savePost(filling, { threadId, parentId: id, isOpening: false }, reply)
    if (talk.answer === place)
      await work.tx.updateTable('thread').set({ answer_post_id: id }).where('id', '=', threadId).execute()
  }
}

async function savePost(
  filling: Filling,
  { threadId, parentId, isOpening }: { threadId: string; parentId: string | null; isOpening: boolean },
  post: DemoPost,
): Promise<string> {
  const { work, texts, people, communityId, ago } = filling
  const { html, text, mentions } = await renderMarkdown(post.says, {
    people: new Map(
      demoPeople.map((one) => [slugOf(one.name), { personId: people.get(one.key) as string, name: one.name }]),
    ),
  })
  const { id } = await work.tx
    .insertInto('post')
    .values({
      community_id: communityId,
      thread_id: threadId,
      parent_id: parentId,
      // No reply of the demo answers a reply.
      root_id: parentId,
      is_opening: isOpening,
      author_id: people.get(post.by) as string,
      source: post.says,
      html,
      text,
      renderer_version: rendererVersion,
      language: texts.locale,
      posted_at: ago(post.hoursAgo),
      changed_at: ago(post.hoursAgo),
      reply_count: post.replies?.length ?? 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (mentions.length > 0) {
    const named = mentions.map((person_id) => ({ community_id: communityId, post_id: id, person_id }))
    await work.tx.insertInto('mention').values(named).execute()
  }
  await saveFollowing(filling, threadId, post)
  await happened(filling, {
    by: post.by,
    verb: isOpening ? 'thread.opened' : 'post.added',
    object: isOpening ? { kind: 'thread', id: threadId } : { kind: 'post', id },
    facts: { threadId, postId: id, parentId, mentions },
    hoursAgo: post.hoursAgo,
  })
  const reactions = (post.reactions ?? []).flatMap(([kind, ...by]) =>
    by.map((key) => ({
      community_id: communityId,
      post_id: id,
      kind,
      person_id: people.get(key) as string,
      at: ago(post.hoursAgo / 2),
    })),
  )
  if (reactions.length > 0) await work.tx.insertInto('reaction').values(reactions).execute()
  return id
}

/** Whoever says something follows the thread from then on. */
async function saveFollowing({ work, people, communityId, ago }: Filling, threadId: string, post: DemoPost) {
  const at = ago(post.hoursAgo)
  await work.tx
    .insertInto('thread_follow')
    .values({
      community_id: communityId,
      thread_id: threadId,
      person_id: people.get(post.by) as string,
      state: 'following',
      at,
    })
    .onConflict((on) =>
      on
        .columns(['thread_id', 'person_id'])
        .doUpdateSet((eb) => ({ at: eb.fn('least', ['thread_follow.at', 'excluded.at']) })),
    )
    .execute()
}
