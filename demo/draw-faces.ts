/**
 * Writes the portraits of all demo people into demo/public/faces. Run it after changing how somebody looks: `node demo/draw-faces.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { drawFace } from '#demo/draw-face.ts'
import { demoPeople } from '#demo/people.ts'

const folder = new URL('public/faces/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const { key, look } of demoPeople) writeFileSync(new URL(`${key}.svg`, folder), drawFace(look))
