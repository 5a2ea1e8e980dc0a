/**
 * Endpoints of the welcome.
 */
import { z } from 'zod'
import { welcomeSettingsPage } from '#server/communities/welcome/pages.ts'
import { readWelcomeSettings, welcomeSettingsView } from '#server/communities/welcome/views.ts'
import {
  endWelcome,
  noteGreeting,
  tickInput,
  tickTodo,
  welcomeInput,
  writeWelcome,
} from '#server/communities/welcome/welcome-members.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const done = z.object({ slug: z.string() })

export const welcomeEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/settings/welcome',
    summary: 'What new members read first.',
    who: 'community_settings',
    whileArchived: true,
    view: welcomeSettingsView,
    read: (look, actor, { community }) => readWelcomeSettings(look, actor, community),
    page: welcomeSettingsPage,
  }),
  acts({
    path: '/c/:community/settings/welcome',
    also: 'PUT',
    summary:
      'Replaces what new members read first: a text, where to say hello, and up to three things with `labels` and `paths`.',
    who: 'community_settings',
    form: '/c/:community/settings/welcome',
    input: welcomeInput,
    view: done,
    act: writeWelcome,
    respond: ({ slug }) => ({
      location: `/c/${slug}/settings/welcome`,
      flash: 'Saved. The next new member will see it.',
    }),
  }),
  acts({
    path: '/c/:community/welcome/end',
    summary: 'Hides the welcome from your pages.',
    who: 'read',
    view: done,
    act: endWelcome,
    respond: ({ slug }) => ({ location: `/c/${slug}` }),
  }),
  acts({
    path: '/c/:community/welcome/todos',
    summary: 'Ticks one of the things to do first for yourself, or takes the tick back (done=no).',
    who: 'read',
    input: tickInput,
    view: done.extend({ isOver: z.boolean() }),
    act: tickTodo,
    respond: ({ slug, isOver }, { todo }) => ({
      location: `/c/${slug}`,
      ...(isOver && {
        flash: 'That was everything on your list.',
        undo: { action: `/c/${slug}/welcome/todos`, fields: { todo, done: 'no' } },
      }),
    }),
  }),
  acts({
    path: '/c/:community/members/:person/greeting',
    summary: 'Notes that a new member was greeted.',
    who: 'manage_members',
    view: done,
    act: noteGreeting,
    respond: ({ slug }) => ({ location: `/c/${slug}` }),
  }),
]
