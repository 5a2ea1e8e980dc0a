/**
 * An act by mail: a link opens a page with buttons, and a button acts. Opening changes nothing, as machines open every link; the
 * token is the right, so nobody signs in. Its room declares the page, and for each choice what pressing its button does.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import {
  type ActEndpoint,
  acts,
  type ByMail,
  type Endpoint,
  type Outcome,
  type PageOutcome,
  type ReadEndpoint,
  type RequestFacts,
  reads,
} from '#server/platform/http/endpoint.ts'
import { behind, type MailLink } from '#server/platform/mail/acts/mail-link.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look, Platform, Work } from '#server/platform/work.ts'

const token = z.string().max(200)
type Sent<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>> & { readonly token: string }
/** What the link says of an endpoint by itself. */
type Known = 'method' | 'path' | 'who' | 'via' | 'genuine' | 'forged' | 'input' | 'view' | 'read' | 'act' | 'respond'

interface Page<K, V, S extends z.ZodRawShape> extends Omit<ReadEndpoint<z.ZodType<Sent<S>>, V>, Known> {
  /** For programs. */
  readonly view?: z.ZodType<V>
  /** What its address may carry: the choice that was pressed in the mail. */
  readonly query?: S
  /** @param key what the link is for */
  read(look: Look, actor: Actor, key: K, sent: Sent<S>): Promise<V>
}

interface Choice<K, V, S extends z.ZodRawShape> extends Omit<ActEndpoint<z.ZodType<Sent<S>>, V>, Known> {
  readonly byMail: ByMail
  /** For programs. */
  readonly view?: z.ZodType<V>
  /** Behind the link's own path: `/withdrawal`. */
  readonly at?: string
  /** The fields of its form. */
  readonly sends?: S
  /** @param key what the link is for */
  press(work: Work, actor: Actor, key: K, sent: Sent<S>, request: RequestFacts): Promise<V>
  /** Where it leads; back to the page by default. */
  respond?(view: V, sent: Sent<S>, request: RequestFacts, screen: Screen): Outcome | PageOutcome
}

/** The page a link opens. */
export function mailActPage<K, V, S extends z.ZodRawShape = Record<never, never>>(
  link: MailLink<K>,
  { query, read, ...row }: Page<K, V, S>,
): Endpoint {
  return reads<string, V, z.ZodType<Sent<S>>>({
    ...row,
    ...behind(link),
    path: `${link.path}/:token`,
    input: z.object({ ...query, token }) as unknown as z.ZodType<Sent<S>>,
    read: (look, actor, sent) => read(look, actor, keyOf(link, look, sent.token), sent),
  })
}

/** What a button on that page does, or several that send different values. */
export function mailActChoice<K, V, S extends z.ZodRawShape = Record<never, never>>(
  link: MailLink<K>,
  { at = '', sends, press, ...row }: Choice<K, V, S>,
): Endpoint {
  return acts<string, V, z.ZodType<Sent<S>>>({
    respond: (_view, sent) => ({ location: `${link.path}/${sent.token}` }),
    ...row,
    ...behind(link),
    path: `${link.path}/:token${at}`,
    via: 'mail',
    input: z.object({ ...sends, token }) as unknown as z.ZodType<Sent<S>>,
    act: (work, actor, sent, request) => press(work, actor, keyOf(link, work, sent.token), sent, request),
  })
}

function keyOf<K>(link: MailLink<K>, { platform }: { readonly platform: Platform }, given: string): K {
  return link.open(platform.secrets, given) ?? refuse(link.unknown)
}
