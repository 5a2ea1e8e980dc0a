/**
 * Keeps the test server up, and the demo that files share, from the first test file to the last; node --test calls these two
 * around all of them.
 */
import type { Embedded } from '#server/platform/postgres.ts'
import { removeWhatLiesOutside, testServer } from '#tests/support/database.ts'
import { makePlaceForDemo, removePlaceOfDemo } from '#tests/support/demo-folder.ts'

let server: Embedded | null = null

export async function globalSetup(): Promise<void> {
  makePlaceForDemo()
  server = await testServer()
}

export async function globalTeardown(): Promise<void> {
  removePlaceOfDemo()
  await server?.stop()
  removeWhatLiesOutside()
}
