/**
 * The screens that pictures are taken of: what each is called, who looks, and where it is in a demo site.
 */

export type Looker = 'ada' | 'ben' | 'cleo' | 'dov' | 'visitor'

/** Where things are in the demo, whatever its language. */
export interface Guide {
  /** The address of the community that has everything, as `/c/…`. */
  readonly community: string
  /** The address of the draft. */
  readonly draft: string
  /** The first address on a page of Ada's that matches. */
  first(page: string, address: RegExp): Promise<string>
  /** The address of a Ping of the demo: open with most answers, open with too few for bars, closed. */
  pingWith(which: 'most' | 'few' | 'closed'): Promise<string>
  /** The address of an answer in Ben's mail of a Ping, which is sent for it the first time. */
  ballot(): Promise<string>
}

export interface Screen {
  readonly name: string
  readonly who: Looker
  readonly at: (guide: Guide) => string | Promise<string>
  /** Too long to be looked at whole: only what is in sight at first. */
  readonly isLong?: true
  /** Written for mail programs, which have a HTML of their own. */
  readonly isMail?: true
}

const here = (path: string) => () => path
export const inCommunity =
  (path: string) =>
  ({ community }: Guide) =>
    `${community}${path}`
export const firstOf =
  (path: string, address: RegExp) =>
  ({ community, first }: Guide) =>
    first(`${community}${path}`, address)

const resource = /^\/c\/[^/]+\/toolkit\/[^/?]+-[\w-]{22}$/
export const thread = /^\/c\/[^/]+\/discussions\/[^/?]+-[\w-]{22}$/
const ping = /^\/c\/[^/]+\/pings\/[^/?]+-[\w-]{22}$/

export const page = /^\/c\/[^/]+\/pages\/[^/?]+-[\w-]{22}$/

export const screens: readonly Screen[] = [
  { name: 'sign-in', who: 'visitor', at: here('/sign-in') },
  { name: 'own-site', who: 'visitor', at: here('/demo/own-site') },
  { name: 'api', who: 'visitor', at: here('/openapi.json'), isLong: true },
  { name: 'ballot', who: 'visitor', at: ({ ballot }) => ballot() },
  { name: 'ballot-forged', who: 'visitor', at: here('/b/forged/link') },
  { name: 'home-leader', who: 'ada', at: here('/') },
  { name: 'home-member', who: 'ben', at: here('/') },
  { name: 'community-leader', who: 'ada', at: inCommunity('') },
  { name: 'community-member', who: 'ben', at: inCommunity('') },
  { name: 'community-new-member', who: 'dov', at: inCommunity('') },
  { name: 'community-draft', who: 'ada', at: ({ draft }) => draft },
  { name: 'toolkit-empty', who: 'ada', at: ({ draft }) => `${draft}/toolkit` },
  { name: 'discussions-empty', who: 'ada', at: ({ draft }) => `${draft}/discussions` },
  { name: 'suggest', who: 'ben', at: inCommunity('/toolkit/suggest') },
  { name: 'suggestions', who: 'ben', at: inCommunity('/toolkit/suggestions') },
  { name: 'pings-empty', who: 'ada', at: ({ draft }) => `${draft}/pings` },
  { name: 'members-empty', who: 'ada', at: ({ draft }) => `${draft}/members` },
  { name: 'community-new', who: 'ada', at: here('/c/new') },
  { name: 'charter', who: 'ben', at: inCommunity('/charter') },
  { name: 'charter-edit', who: 'ada', at: inCommunity('/charter/edit') },
  { name: 'versions', who: 'ada', at: inCommunity('/charter/norms/versions') },
  { name: 'version', who: 'ada', at: inCommunity('/charter/norms/versions/1') },
  { name: 'toolkit', who: 'ben', at: inCommunity('/toolkit') },
  { name: 'toolkit-leader', who: 'ada', at: inCommunity('/toolkit') },
  { name: 'resource-article', who: 'ben', at: firstOf('/toolkit?kind=article', resource) },
  { name: 'resource-video', who: 'ben', at: firstOf('/toolkit?kind=video', resource) },
  { name: 'resource-document', who: 'ben', at: firstOf('/toolkit?kind=document', resource) },
  { name: 'resource-template', who: 'ada', at: firstOf('/toolkit?kind=template', resource) },
  { name: 'resource-new', who: 'ada', at: inCommunity('/toolkit/new') },
  { name: 'toolkit-import', who: 'ada', at: inCommunity('/toolkit/import') },
  { name: 'topics', who: 'ada', at: inCommunity('/toolkit/topics') },
  { name: 'featured', who: 'ada', at: inCommunity('/toolkit/featured') },
  { name: 'pings', who: 'ben', at: inCommunity('/pings') },
  { name: 'ping-before-answering', who: 'ben', at: firstOf('/pings', ping) },
  { name: 'ping-answered', who: 'cleo', at: ({ pingWith }) => pingWith('most') },
  { name: 'ping-under-threshold', who: 'ada', at: ({ pingWith }) => pingWith('few') },
  { name: 'ping-closed', who: 'ben', at: ({ pingWith }) => pingWith('closed') },
  { name: 'ping-leader', who: 'ada', at: firstOf('/pings', ping) },
  { name: 'ping-new', who: 'ada', at: inCommunity('/pings/new') },
  { name: 'discussions', who: 'ben', at: inCommunity('/discussions') },
  { name: 'thread', who: 'ben', at: firstOf('/discussions', thread) },
  { name: 'thread-new', who: 'ben', at: inCommunity('/discussions/new') },
  { name: 'pages', who: 'ben', at: inCommunity('/pages') },
  { name: 'pages-empty', who: 'ada', at: ({ draft }) => `${draft}/pages` },
  { name: 'page', who: 'ben', at: firstOf('/pages', page) },
  { name: 'page-new', who: 'ben', at: inCommunity('/pages/new?template=case') },
  { name: 'page-edit', who: 'ada', at: async (guide) => `${await firstOf('/pages', page)(guide)}/edit` },
  {
    name: 'page-of-thread',
    who: 'ben',
    at: async (guide) => `${await firstOf('/discussions', thread)(guide)}/quoting/page`,
  },
  {
    name: 'page-put',
    who: 'ada',
    at: async (guide) => (await firstOf('/pages', page)(guide)).replace('/pages/', '/toolkit/pages/'),
  },
  { name: 'page-versions', who: 'ben', at: async (guide) => `${await firstOf('/pages', page)(guide)}/versions` },
  { name: 'page-version', who: 'ben', at: async (guide) => `${await firstOf('/pages', page)(guide)}/versions/3` },
  { name: 'members', who: 'ben', at: inCommunity('/members') },
  { name: 'members-leader', who: 'ada', at: inCommunity('/members') },
  { name: 'members-add', who: 'ada', at: inCommunity('/members/add') },
  { name: 'roles', who: 'ada', at: firstOf('/members', /^\/c\/[^/]+\/members\/[\w-]+\/roles$/) },
  { name: 'settings', who: 'ada', at: inCommunity('/settings') },
  { name: 'settings-page', who: 'ada', at: inCommunity('/settings/page') },
  { name: 'settings-people', who: 'ada', at: inCommunity('/settings/people') },
  { name: 'person', who: 'ben', at: firstOf('/members', /^\/people\/[\w-]+$/) },
  { name: 'account', who: 'ben', at: here('/account') },
  { name: 'inbox', who: 'ben', at: here('/inbox') },
  { name: 'mail-settings', who: 'ben', at: here('/inbox/settings') },
  { name: 'voices', who: 'ada', at: here('/voices') },
  { name: 'outbox', who: 'ada', at: here('/outbox') },
  { name: 'mail', who: 'ada', at: ({ first }) => first('/outbox', /^\/outbox\/[\w-]+$/) },
  {
    name: 'letter',
    who: 'ada',
    at: async ({ first }) => `${await first('/outbox', /^\/outbox\/[\w-]+$/)}/letter`,
    isMail: true,
  },
  { name: 'not-found', who: 'ben', at: here('/c/nowhere') },
]

/** Widths in CSS pixels: a small phone, a tablet, a laptop. */
export const widths = [360, 768, 1280] as const
export const schemes = ['light', 'dark'] as const
