/** The notices about requests to join. */
import type { NoticeKind } from '#server/platform/notice-kind.ts'

/** To those who may answer it. */
export const requestWaits: NoticeKind = {
  kind: 'join_request',
  says: (t, { name }) => t('{name} would like to join', { name }),
  mail: 'its own',
  addressIn: (community) => `${community}/members/requests`,
}

/** To the person who asked. A declined one is told by mail alone, as they may not read the community. */
export const requestGranted: NoticeKind = {
  kind: 'join_approved',
  says: (t, { name }) => t('{name} approved your request to join', { name }),
  mail: 'its own',
}
