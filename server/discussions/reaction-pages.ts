/** The words readers put under a post. */
import { linkToOpen, postButton, type ThreadOnPage } from '#server/discussions/post-buttons.ts'
import type { PostShape } from '#server/discussions/post-views.ts'
import { type ReactionKind, reactionKinds } from '#server/discussions/thread.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { count } from '#server/platform/html/parts.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

function wordsOf({ t }: Screen): Record<ReactionKind, string> {
  return {
    thanks: t('Thanks'),
    agree: t('I agree'),
    insight: t('New to me'),
    tried: t('I tried this'),
    hmm: t('Not so sure'),
  }
}

/**
 * The reactions a post has, the way to one's own, and the mark of the answer: the part of a post that `acts-…` names.
 * "React" is opened by `<thread-talk>` from the template on the page; without script it leads to this page with `react`.
 */
export function reactionsPart(post: PostShape, onPage: ThreadOnPage, screen: Screen, mine: readonly ReactionKind[]) {
  if (post.removed) return null
  const short = shortId(post.id)
  const words = wordsOf(screen)
  const given = post.reactions.map((one) => one.kind)
  const isOpen = idFrom(screen.query.react ?? '') === post.id
  const shown = isOpen ? [...given, ...reactionKinds.filter((kind) => !given.includes(kind))] : given
  const button = (kind: ReactionKind) => {
    const n = post.reactions.find((one) => one.kind === kind)?.count ?? 0
    return postButton(onPage, {
      post: short,
      path: `reactions/${kind}`,
      label: html`${words[kind]} <span class="count">${n > 0 ? count(screen, n) : null}</span>`,
      look: 'reaction',
      pressed: mine.includes(kind) ? 'true' : 'false',
    })
  }
  return html`${shown.map(button)}${isOpen ? null : html`<a class="react" href="${linkToOpen(onPage, 'react', short)}">${screen.t('React')}</a>`}${answerButton(post, onPage, screen)}`
}

/** Under each reply to a question, for the person who asked and for moderators: marks the one that answered it. */
function answerButton(post: PostShape, onPage: ThreadOnPage, { t }: Screen): Html | null {
  if (!onPage.isQuestion || post.isOpening) return null
  const { path, label } = post.isAnswer
    ? { path: 'answer/removal', label: t('Not the answer') }
    : { path: 'answer', label: html`${icon('check', 16)}${t('Mark as the answer')}` }
  return postButton(onPage, { post: shortId(post.id), path, label, look: 'mark-answer', needs: 'answer' })
}

/** Every reaction for a post called `:post`: what `<thread-talk>` offers behind "React". */
export function reactionsTemplate(onPage: ThreadOnPage, screen: Screen): Html {
  const words = wordsOf(screen)
  return html`<template>${reactionKinds.map((kind) =>
    postButton(onPage, {
      post: ':post',
      path: `reactions/${kind}`,
      label: html`${words[kind]} <span class="count"></span>`,
      look: 'reaction',
      pressed: 'false',
    }),
  )}</template>`
}
