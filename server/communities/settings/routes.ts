/**
 * Endpoints of a community's settings.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { activateCommunity, archiveCommunity, notArchived } from '#server/communities/settings/archive-community.ts'
import { arrangeSection, orderSections, sectionMoves } from '#server/communities/settings/arrange-sections.ts'
import {
  communityAuditPage,
  communityAuditView,
  communityTakingBackPage,
  communityTakingBackView,
  readCommunityAudit,
  readCommunityTakingBack,
  sendCommunityAudit,
  takeBackInCommunity,
} from '#server/communities/settings/audit.ts'
import { bannerLimit, bannerSize } from '#server/communities/settings/banner.ts'
import { changeBanner, removeBanner } from '#server/communities/settings/change-banner.ts'
import { changeSettings, settingsInput } from '#server/communities/settings/change-settings.ts'
import { communitySettingsPage, pageSettingsPage } from '#server/communities/settings/pages.ts'
import { readSettings, settingsView } from '#server/communities/settings/views.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { upload } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'
import { notReady } from '#server/platform/refuse.ts'
import {
  auditInput,
  flashOfTakenBack,
  outlookInput,
  takenBackView,
  takingBackInput,
  whyNotTakenBack,
} from '#server/site/room.ts'

export const settingsEndpoints: readonly Endpoint[] = [
  reads({
    path: '/c/:community/settings',
    summary: 'The settings of a community.',
    who: 'community_settings',
    whileArchived: true,
    view: settingsView,
    read: (look, actor, { community }) => readSettings(look, actor, community),
    page: communitySettingsPage,
    elsewhere: ({ community }, _, input) =>
      community.slug === input.community ? null : `/c/${community.slug}/settings`,
  }),
  acts({
    path: '/c/:community/settings',
    summary: 'Replaces the settings; with another name the address changes, and the former one still leads there.',
    who: 'community_settings',
    also: 'PUT',
    input: settingsInput,
    view: communityHeadView,
    form: '/c/:community/settings',
    act: changeSettings,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings`, flash: 'The settings are saved.' }),
  }),
  reads({
    path: '/c/:community/settings/page',
    summary: 'How the page of a community looks: its banner and its sections.',
    who: 'community_settings',
    whileArchived: true,
    view: settingsView,
    read: (look, actor, { community }) => readSettings(look, actor, community),
    page: pageSettingsPage,
  }),
  acts({
    path: '/c/:community/settings/banner',
    summary: 'Sets the banner picture; it is cut to 1680 by 720 pixels.',
    who: 'community_settings',
    refusals: [notReady],
    limit: { times: 20, seconds: 600 },
    files: { banner: { limit: bannerLimit, picture: bannerSize } },
    input: z.object({ banner: upload() }),
    view: communityHeadView,
    form: '/c/:community/settings/page',
    act: changeBanner,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings/page`, flash: 'The picture is saved.' }),
  }),
  acts({
    path: '/c/:community/settings/banner/removal',
    summary: 'Takes the banner picture away.',
    who: 'community_settings',
    view: communityHeadView,
    act: removeBanner,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings/page`, flash: 'The picture is removed.' }),
  }),
  acts({
    path: '/c/:community/settings/sections',
    summary: 'Moves a section of the page up or down, shows or hides it.',
    who: 'community_settings',
    input: z.object({ section: z.string(), move: z.enum(sectionMoves) }),
    view: communityHeadView,
    act: arrangeSection,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings/page#sections` }),
  }),
  acts({
    path: '/c/:community/settings/sections/order',
    summary:
      'Puts the sections of the page into another order: `order`, and as `was` the one they had when they were read.',
    who: 'community_settings',
    refusals: [orderChanged],
    input: z.object(orderInput),
    view: communityHeadView,
    form: '/c/:community/settings/page',
    act: orderSections,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings/page#sections` }),
  }),
  reads({
    path: '/c/:community/settings/audit',
    summary:
      'What people did in a community by their roles, the latest first, 50 at a time; asked for as the audit of the site is.',
    who: 'community_audit',
    whileArchived: true,
    input: auditInput,
    view: communityAuditView,
    read: readCommunityAudit,
    page: communityAuditPage,
  }),
  answers({
    path: '/c/:community/settings/audit.csv',
    summary: 'The same as a file, all lines that match.',
    who: 'community_audit',
    whileArchived: true,
    handle: sendCommunityAudit,
  }),
  reads({
    path: '/c/:community/settings/audit/:line/taking-back',
    summary: 'What taking back the act in a line of this audit would do now: to whom, and who stays as they are.',
    who: 'community_audit',
    refusals: whyNotTakenBack,
    input: outlookInput,
    view: communityTakingBackView,
    read: readCommunityTakingBack,
    page: communityTakingBackPage,
  }),
  acts({
    path: '/c/:community/settings/audit/:line/taking-back',
    summary:
      'Takes the act in a line of this audit back, within 30 days: for `persons`, or with `which` as `all` for all of whom it can be.',
    who: 'community_audit',
    refusals: whyNotTakenBack,
    limit: { times: 60, seconds: 600 },
    input: takingBackInput,
    view: takenBackView,
    form: '/c/:community/settings/audit/:line/taking-back',
    act: takeBackInCommunity,
    respond: (done, { community }) => ({ location: `/c/${community}/settings/audit`, ...flashOfTakenBack(done) }),
  }),
  acts({
    path: '/c/:community/settings/archiving',
    summary: 'Archives a community: it can be read, and nothing in it changes.',
    who: 'manage_communities',
    view: communityHeadView,
    act: archiveCommunity,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings`, flash: 'This community is archived.' }),
  }),
  acts({
    path: '/c/:community/settings/activation',
    summary: 'Makes an archived community active again.',
    who: 'manage_communities',
    whileArchived: true,
    refusals: [notArchived],
    view: communityHeadView,
    act: activateCommunity,
    respond: ({ slug }) => ({ location: `/c/${slug}/settings`, flash: 'This community is active again.' }),
  }),
]
