/** Screens of the inbox and of the outbox. */
import { type Guide, here, type Screen } from '#tests/screens/screen.ts'

const mail = ({ first }: Guide) => first('/outbox', /^\/outbox\/[\w-]+$/)

export const screens: readonly Screen[] = [
  { name: 'inbox', who: 'ben', at: here('/inbox') },
  { name: 'mail-settings', who: 'ben', at: here('/inbox/settings') },
  { name: 'mailed-answers', who: 'ben', at: here('/inbox/answers') },
  { name: 'devices', who: 'ben', at: here('/inbox/devices') },
  { name: 'outbox', who: 'ada', at: here('/outbox') },
  { name: 'mail', who: 'ada', at: mail },
  { name: 'letter', who: 'ada', at: async (guide) => `${await mail(guide)}/letter`, isMail: true },
]
