/**
 * guildhall openapi
 */
import type { Command } from 'commander'
import { readConfig } from '#server/platform/config.ts'

/** Adds `openapi`. */
export function addOpenApi(guildhall: Command): void {
  guildhall
    .command('openapi')
    .description('Print the description of the API, as OpenAPI 3.1. It needs no database.')
    .action(async () => {
      const { siteName, publicUrl } = readConfig(process.env)
      const { app } = await import('#server/app.ts')
      const { openApi } = await import('#server/platform/http/openapi.ts')
      const endpoints = app.rooms.flatMap((room) => room.endpoints)
      console.log(JSON.stringify(openApi(endpoints, { name: siteName ?? 'Guildhall', publicUrl }), null, 2))
    })
}
