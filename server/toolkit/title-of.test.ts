import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  hostOf,
  isUrl,
  kindOfAddress,
  kindOfFile,
  normalizedUrl,
  titleOfAddress,
  titleOfFile,
  titleOfText,
  withoutTitle,
} from '#server/toolkit/title-of.ts'

test('an address has one spelling, and only http and https are addresses', () => {
  assert.equal(normalizedUrl(' hbr.org/2017/06/culture '), 'https://hbr.org/2017/06/culture')
  assert.equal(normalizedUrl('HTTP://Example.ORG'), 'http://example.org/')
  assert.equal(normalizedUrl('example.org:8080/a'), 'https://example.org:8080/a')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.org/',
    'file:///etc/passwd',
    'two words',
    'word',
    'https://ada:secret@example.org/',
    '',
    'https://',
  ]) {
    assert.equal(normalizedUrl(bad), null, bad)
  }
  assert.equal(normalizedUrl(`https://example.org/${'a'.repeat(2000)}`), null)
})

test('a text that is only an address is taken as an address', () => {
  assert.equal(isUrl(' https://example.org/a '), true)
  assert.equal(isUrl('See https://example.org/a'), false)
  assert.equal(isUrl('feedback'), false)
})

test('the words of an address are its title', () => {
  assert.equal(
    titleOfAddress('https://hbr.org/2017/06/changing-company-culture-requires-a-movement'),
    'Changing company culture requires a movement',
  )
  assert.equal(
    titleOfAddress('https://medium.com/@ran_than/collaboration-at-scale-b27f17b4614a'),
    'Collaboration at scale',
  )
  assert.equal(titleOfAddress('https://www.example.org/guides/one_on_ones.html'), 'One on ones')
  assert.equal(titleOfAddress('https://www.youtube.com/watch?v=SrLCXrsEPZE'), 'youtube.com')
  assert.equal(titleOfAddress('https://example.org/%E0%A4%A'), 'example.org')
})

test('a file is called by its name', () => {
  assert.equal(titleOfFile('one-on-one_agenda.docx'), 'One on one agenda')
  assert.equal(titleOfFile('Leadership strategy 2027 - final.pdf'), 'Leadership strategy 2027 - final')
  assert.equal(titleOfFile('.env'), '.env')
})

test('a text is called by its heading, which then is not said twice, or by its first sentence', () => {
  assert.deepEqual(titleOfText('# How we *meet*\n\nEvery Monday.'), { title: 'How we meet', source: 'Every Monday.' })
  assert.deepEqual(titleOfText('Say what you saw. Then wait.'), {
    title: 'Say what you saw',
    source: 'Say what you saw. Then wait.',
  })
  assert.deepEqual(titleOfText('A walk instead of a meeting\n\nTake somebody along.'), {
    title: 'A walk instead of a meeting',
    source: 'Take somebody along.',
  })
  assert.equal(withoutTitle('# A *walk*\n\nTake somebody along.', 'A walk'), 'Take somebody along.')
  assert.equal(withoutTitle('# Another\n\nText', 'A walk'), '# Another\n\nText')
  assert.equal(titleOfText('> **Listen** to [Ada](https://example.org)\nmore').title, 'Listen to Ada')
  assert.ok(titleOfText('word '.repeat(80)).title.length <= 100)
  assert.equal(titleOfText('***\n').title, '')
})

test('kinds are told', () => {
  assert.equal(kindOfAddress('https://www.youtube.com/watch?v=SrLCXrsEPZE&t=2s'), 'video')
  assert.equal(kindOfAddress('https://youtu.be/uUPH7-4IwSs'), 'video')
  assert.equal(kindOfAddress('https://vimeo.com/123456'), 'video')
  assert.equal(kindOfAddress('https://www.ted.com/talks/ray_dalio'), 'video')
  assert.equal(kindOfAddress('https://www.youtube.com/@somebody'), 'link')
  assert.equal(kindOfAddress('https://notyoutube.com/watch?v=1'), 'link')
  assert.equal(kindOfFile('video/mp4'), 'video')
  assert.equal(kindOfFile('application/pdf'), 'document')
  assert.equal(hostOf('https://www.hbr.org/x'), 'hbr.org')
})

test('an internationalised host name is shown in its own script', () => {
  assert.equal(hostOf('https://www.xn--mller-kva.example/a'), 'müller.example')
})
