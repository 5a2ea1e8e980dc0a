/** The screens of search. */
import { inCommunity, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [{ name: 'search', who: 'ben', at: inCommunity('/search?q=feedback') }]
