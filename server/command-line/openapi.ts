/**
 * guildhall openapi
 */
import type { Command } from 'commander'
import { app } from '#server/app.ts'
import { readConfig } from '#server/platform/config.ts'
import { openApi } from '#server/platform/http/openapi.ts'

/** Adds `openapi`. */
export function addOpenApi(guildhall: Command): void {
  guildhall
    .command('openapi')
    .description('Print the description of the API, as OpenAPI 3.1. It needs no database.')
    .action(() => {
      const { siteName, publicUrl } = readConfig(process.env)
      const endpoints = app.rooms.flatMap((room) => room.endpoints)
      console.log(JSON.stringify(openApi(endpoints, { name: siteName ?? 'Guildhall', publicUrl }), null, 2))
    })
}
