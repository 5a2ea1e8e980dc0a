/**
 * V8's semi-space, where new objects live, does not grow while the program starts, because V8 never gives it back to an
 * idle program: that saves 30 MB (measured). bin/start has Node import this file before the program, for its side effect.
 */
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--semi-space-growth-factor=1')

/** From now on it grows with the load, which is V8's default. */
export function growSemiSpace(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
}
