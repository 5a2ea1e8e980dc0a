/** The demo's own screen. */
import { here, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [{ name: 'own-site', who: 'visitor', at: here('/demo/own-site') }]
