/**
 * What the program prints when it has started: its address, and the first ways to sign in.
 */

import { planDemoActivity } from '#demo/demo-activity.ts'
import { openDemo } from '#demo/open-demo.ts'
import { demoSignIns } from '#demo/sign-ins.ts'
import { isDemoHere } from '#demo/store.ts'
import { firstOwnerAddress } from '#server/identity/room.ts'
import type { Platform } from '#server/platform/work.ts'

/** Opens the demo on an empty site where the settings allow it; before the first request, so that nobody sees half of it. */
export async function openDemoIfEmpty(platform: Platform, say: (sentence: string) => void): Promise<void> {
  const { config } = platform
  if (config.demo && config.roles.includes('web')) await openDemo(platform, say)
}

/** Says the address, with the first ways in. */
export async function welcome(platform: Platform, say: (sentence: string) => void): Promise<void> {
  const { config, log } = platform
  if (!config.roles.includes('web')) return
  say(`\n  Guildhall is at ${config.publicUrl}\n`)
  // The site answers already, so a database that is away at this moment ends nothing.
  await sayHowToSignIn(platform, say).catch((err) =>
    log.warn({ err }, 'how to sign in could not be said; a new start says it'),
  )
}

async function sayHowToSignIn(platform: Platform, say: (sentence: string) => void): Promise<void> {
  const { config } = platform
  const signIns = config.demo ? await demoSignIns(platform) : []
  for (const { name, what, address } of signIns) say(`  ${name}, ${what}: ${address}`)
  if (signIns.length > 0) {
    await planDemoActivity(platform)
    return say('\n  Each link signs in once. Start again for new ones.\n')
  }
  if (config.againstDemo && (await isDemoHere(platform))) return sayClosed(config.againstDemo, say)
  const first = await firstOwnerAddress(platform)
  if (first) say(`  Nobody is here yet. Become the owner: ${first}\n`)
}

function sayClosed(reason: string, say: (sentence: string) => void): void {
  say(`  This site is still the demo, and it is closed, because ${reason}: nobody can look as its people any more.`)
  say('  To clear it and own the site:  bin/guildhall own-site --email you@example.org --name "Your Name"')
  say('  To look at it once more, start it on this machine without that setting.\n')
}
