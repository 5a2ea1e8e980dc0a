/** The form by which a member reports something. */
import { communityPage } from '#server/communities/room.ts'
import { longestWords, reportAddress, reportReasons } from '#server/moderation/case.ts'
import type { ReportForm } from '#server/moderation/report.ts'
import { reasonWords } from '#server/moderation/words.ts'
import { choice, textArea } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { notice, pageTitle } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/moderation/posts/:post/report`, and of an entry. */
export function reportPage({ community, thing }: ReportForm, screen: Screen): Html {
  const { t } = screen
  const { postId, entryId } = thing
  const action = reportAddress(community.slug, postId === null ? { entry: entryId } : { post: postId })
  const title = postId === null ? t('Report this') : t('Report this post')
  return communityPage(screen, community, {
    tab: null,
    title,
    main: html`${pageTitle({
      kicker: html`<span dir="auto">${thing.title}</span>`,
      title,
      lead: t('Those who moderate this community read it. Its author is not told who reported it.'),
    })}
${
  thing.isForFew
    ? notice(
        postId === null
          ? t(
              'This was written for a few people by name. Those who moderate see what you report, though it was not written for them.',
            )
          : t(
              'This was written for a few people by name. Those who moderate see this post and the two before it, though they were not written for them, and no more.',
            ),
      )
    : null
}
${form(screen, { action, submit: t('Report') }, [
  choice({
    name: 'reason',
    label: t('What is wrong with it?'),
    required: true,
    choices: reportReasons.map((reason) => ({ value: reason, label: reasonWords(reason, t) })),
  }),
  textArea({
    name: 'words',
    label: t('In your words'),
    hint: t('Needed where it is something else'),
    max: longestWords,
    rows: 3,
  }),
])}`,
  })
}
