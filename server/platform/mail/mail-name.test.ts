/** A name in a mail carries no link, no matter who chose it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailName, mailPurpose } from './mail-name.ts'

test('links, brackets and at-signs are taken out of names', () => {
  for (const [name, said] of [
    ['Ada Lindqvist', 'Ada Lindqvist'],
    ["Pat O'Brien (Sales), Dr.", "Pat O'Brien (Sales), Dr."],
    ['می\u200cنا', 'می\u200cنا'],
    ['Win at http://evil.example/prize', 'Win at'],
    ['Claim your refund at https://evil.example', 'Claim your refund at'],
    ['See www.evil.example now', 'See now'],
    ['Go evil.example/login', 'Go'],
    ['support@bank.example <x>', 'support bank.\u2060example x'],
    ['Booking.com', 'Booking.\u2060com'],
    ['Вин на вин.рф', 'Вин на вин.\u2060рф'],
    ['Go вин.рф/login, evil.example:8080/x', 'Go'],
    ...['\u3002', '\uff0e', '\uff61', '\u2024', '\ufe52'].flatMap((stop): [string, string | null][] => [
      [`evil${stop}example`, 'evil.\u2060example'],
      [`вин${stop}рф`, 'вин.\u2060рф'],
      [`Go evil${stop}example/login now`, 'Go now'],
      [`www${stop}evil${stop}example`, null],
    ]),
    ['学习。欢迎', '学习。\u2060欢迎'],
    ['Ann \u202egro.evil', 'Ann gro.\u2060evil'],
    ['=?utf-8?q?Bank=0d=0aBcc:?=', 'utf-8?q?Bank=0d=0aBcc:'],
    ['a://b', null],
    ['http://evil.example', null],
    ['<<@>>', null],
    ['One\r\nBcc: two', 'One Bcc: two'],
  ] satisfies [string, string | null][])
    assert.equal(mailName(name), said, name)
})

test('a purpose is said without its links, and in short', () => {
  assert.equal(mailPurpose('We learn.\nClick https://evil.example/login now'), 'We learn.\nClick now')
  assert.equal([...mailPurpose('word '.repeat(200))].length, 300)
})
