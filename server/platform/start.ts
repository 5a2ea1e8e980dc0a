/**
 * Puts the program together from its configuration: database, secrets, files, live hub, jobs, server.
 * app.ts gives it the rooms; it knows none of them by name.
 */

import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { App } from '#server/platform/app.ts'
import { openBroadcaster } from '#server/platform/broadcaster.ts'
import type { Config } from '#server/platform/config.ts'
import { type Database, openDatabase } from '#server/platform/db.ts'
import { declaredBy } from '#server/platform/declared.ts'
import { diskFiles } from '#server/platform/files.ts'
import { openHub } from '#server/platform/live/hub.ts'
import type { Log } from '#server/platform/log.ts'
import type { Connection } from '#server/platform/postgres.ts'
import type { Room } from '#server/platform/room.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'

/** A program that runs. */
export interface RunningProgram {
  readonly platform: Platform
  /** Not listening yet; null where this process has no web role. */
  readonly server: FastifyInstance | null
  /** Where mails come in; null where they do not. */
  readonly mailInPort: number | null
  stop(): Promise<void>
}

/** Starts the roles the configuration names, on a database that is migrated. */
export async function startProgram(
  app: App,
  config: Config,
  connection: Connection,
  log: Log,
): Promise<RunningProgram> {
  const database = openDatabase({ connection, log })
  const others = openBroadcaster(database, 'guildhall_live', log)
  const late: { platform: Platform | null } = { platform: null }
  const live = openHub({
    channels: new Map(app.rooms.flatMap((room) => room.liveChannels ?? []).map((channel) => [channel.kind, channel])),
    log,
    look: () => lookAt(late.platform as Platform),
    actorAgain: (actor) => app.actorAgain(late.platform as Platform, actor),
    tell: others.tell,
  })
  const platform: Platform = {
    config,
    log,
    database,
    secrets: makeSecrets(config.secretKey),
    files: diskFiles(join(config.dataDir, 'files')),
    live,
    via: config.roles.length === 0 ? 'command' : 'job',
    declared: declaredBy(app.rooms),
  }
  late.platform = platform
  if (config.siteName) await nameSite(database, config.siteName)
  await makeCopyReady(platform, app.rooms)
  // A person who connects before it hears again may miss a change of their permissions, so their streams end too.
  await others.listen(live.hear, live.endAll)
  const begun = await Promise.all(app.rooms.flatMap((room) => (room.begin ? [room.begin(platform)] : [])))
  // Each role loads only what it needs: the web no mailer and no queue, the worker no server.
  const server = config.roles.includes('web') ? await (await import('./start-web.ts')).startWeb(app, platform) : null
  const jobs = config.roles.includes('worker')
    ? await (await import('./start-worker.ts')).startWorker(app, platform)
    : null
  const receiver =
    config.roles.includes('web') && config.mailIn
      ? await (await import('./mail/incoming/receiver.ts')).openReceiver(platform)
      : null
  const reader =
    config.roles.includes('worker') && config.imapUrl
      ? (await import('./mail/incoming/mailbox-reader.ts')).startMailboxReader(platform)
      : null
  return {
    platform,
    server,
    mailInPort: receiver?.port ?? null,
    /** Lets what is under way finish: requests, then jobs, then the database. */
    async stop() {
      live.close()
      await receiver?.close()
      await reader?.stop()
      await server?.close()
      await jobs?.stop()
      for (const end of begun) await end()
      await others.close()
      await database.close()
    },
  }
}

/** Every room makes a site ready that was just restored from a backup, once. */
async function makeCopyReady(platform: Platform, rooms: readonly Room[]): Promise<void> {
  await doWork(platform, async (work) => {
    const justRestored = work.tx.selectFrom('site').select('id').where('restored_key', 'is not', null)
    if (!(await justRestored.forUpdate().executeTakeFirst())) return
    for (const room of rooms) await room.afterRestore?.(work)
    await work.tx.updateTable('site').set({ restored_key: null }).execute()
  })
}

/** A name that is set from outside (SITE_NAME) replaces the one the site was given. */
async function nameSite({ write }: Database, name: string): Promise<void> {
  await write.updateTable('site').set({ name }).where('name', '<>', name).execute()
}
