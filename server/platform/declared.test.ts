/** What rooms declare has a name of its own: a second thing of that name would silently take the place of the first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { declaredBy } from '#server/platform/declared.ts'
import type { Room } from '#server/platform/room.ts'

test('two rooms that declare something of one name end the start with a sentence', () => {
  declaredBy(app.rooms)
  for (const part of ['permissions', 'activities', 'kinds', 'mails'] as const) {
    const first = app.rooms.find((room) => room[part]) as Room
    const again: Room = { name: 'again', endpoints: [], [part]: first[part] }
    assert.throws(() => declaredBy([...app.rooms, again]), /^Error: Two things of one kind have the name \S+\.$/, part)
  }
})
