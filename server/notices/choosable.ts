/** The mails a member may turn off, community by community, as rooms declare them. */
import { z } from 'zod'
import type { ActorMembership } from '#server/platform/actor.ts'
import {
  type AnyMailKind,
  type Choice,
  type Choosable,
  type MailKinds,
  mailChoices,
} from '#server/platform/mail/mail-kind.ts'

export interface ChoosableMail {
  readonly kind: string
  readonly unsubscribe: Choosable
}

/** In the order of the settings. Mails that a person waits for, such as those about signing in, are left out. */
export function choosableMails(kinds: MailKinds): ChoosableMail[] {
  return [...kinds.values()]
    .filter(isChoosable)
    .toSorted((one, other) => one.unsubscribe.place - other.unsubscribe.place)
}

function isChoosable(kind: AnyMailKind): kind is AnyMailKind & ChoosableMail {
  return typeof kind.unsubscribe === 'object'
}

/** Those that come to a member by what they may do in their community. */
export function choosableBy(kinds: MailKinds, { permissions }: Pick<ActorMembership, 'permissions'>): ChoosableMail[] {
  return choosableMails(kinds).filter(({ unsubscribe: { needs } }) => !needs || permissions.includes(needs))
}

/** What a member may choose of such a kind. */
export function choicesOf({ inDigest }: Pick<Choosable, 'inDigest'>): readonly Choice[] {
  return inDigest ? mailChoices : ['at_once', 'off']
}

/** The choices of all kinds, as a form or a program sends them; a kind that is left out stays. */
export function choicesInput(kinds: MailKinds) {
  return Object.fromEntries(
    choosableMails(kinds).map(({ kind, unsubscribe }) => [kind, z.enum(choicesOf(unsubscribe)).optional()]),
  )
}

/** Is this the name of such a kind? */
export function mayChoose(kinds: MailKinds, kind: string): boolean {
  return choosableMails(kinds).some((one) => one.kind === kind)
}
