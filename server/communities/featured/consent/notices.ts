/** The notices about a request for a name. */
import type { NoticeKind } from '#server/platform/notice-kind.ts'

/** Of a draft only its writer has the page. */
export const nameWanted: NoticeKind = {
  kind: 'consent_asked',
  says: (t, values) => t('{name} asks whether this may go out in your name: {title}', values),
  mail: 'its own',
  address: ({ isDraft }) => (isDraft ? '/voices' : null),
}
export const nameGiven: NoticeKind = {
  kind: 'consent_given',
  says: (t, values) => t('{name} agreed that you ask this in their name: {title}', values),
}
export const nameRefused: NoticeKind = {
  kind: 'consent_refused',
  says: (t, values) => t('{name} said no to this in their name: {title}', values),
}
