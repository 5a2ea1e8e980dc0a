/**
 * Keeps the test server up from the first test file to the last; node --test calls these two around all of them.
 */
import type { Embedded } from '#server/platform/postgres.ts'
import { removeWhatLiesOutside, testServer } from '#tests/support/database.ts'

let server: Embedded | null = null

export async function globalSetup(): Promise<void> {
  server = await testServer()
}

export async function globalTeardown(): Promise<void> {
  await server?.stop()
  removeWhatLiesOutside()
}
