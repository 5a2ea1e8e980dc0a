import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkbox, choice, select, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, form, more } from '#server/platform/html/form.ts'
import { html } from '#server/platform/html/html.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { translator } from '#server/platform/i18n.ts'
import type { Returned, Screen } from '#server/platform/screen.ts'

function screenOf(returned: Returned | null = null, locale = 'en'): Screen {
  return { t: translator(locale), returned, actor: { kind: 'visitor' } } as Screen
}

const fields = [
  textField({ name: 'name', label: 'Name', value: 'Stored', required: true }),
  textArea({ name: 'purpose', label: 'Purpose', value: 'Stored too' }),
  checkbox({ name: 'visible', label: 'Visible', checked: true }),
  more('More', [
    choice({
      name: 'join',
      label: 'Joining',
      value: 'closed',
      choices: [
        { value: 'closed', label: 'Closed' },
        { value: 'open', label: 'Open' },
      ],
    }),
  ]),
]
const options = { action: '/c/new', submit: 'Save' }

test('a form shows what is stored, and each time another key', () => {
  const first = form(screenOf(), options, fields).toString()
  const second = form(screenOf(), options, fields).toString()
  const key = /name="once" value="([\w-]{16})"/
  assert.match(first, key)
  assert.notEqual(key.exec(first)?.[1], key.exec(second)?.[1])
  assert.match(first, /value="Stored"/)
  assert.match(first, /value="yes" checked/)
  assert.match(first, /<label for="f\w+-purpose" ?>Purpose <small class="optional">optional/)
  assert.doesNotMatch(first, /role="alert"|autofocus|<details class="more" open/)
})

test('a form that came back keeps what was typed and says what needs another look', () => {
  const returned = {
    action: '/c/new',
    typed: { name: '<b>', purpose: 'Typed', join: 'open' },
    problems: { '': 'Look again.', join: 'Choose one.' },
  }
  const page = form(screenOf(returned), options, fields).toString()
  assert.match(page, /value="&lt;b&gt;"/)
  assert.match(page, />\nTyped<\/textarea>/)
  assert.doesNotMatch(page, /value="yes" checked/)
  assert.match(page, /value="open" +checked/)
  assert.match(page, /role="alert"[^>]*>[\s\S]*Look again\.[\s\S]*<a href="#(f\w+-join)">Choose one\./)
  assert.match(page, /<details class="more" open/, 'the fold with the problem stands open')
})

test('the first field with a problem takes the focus, and no other; a problem of the whole form lets the summary take it', () => {
  const focused = (problems: Record<string, string>) =>
    [
      ...form(screenOf({ action: '/c/new', typed: {}, problems }), options, fields)
        .toString()
        .matchAll(/<\w+[^>]* autofocus[^>]*>/g),
    ].map(([tag]) => /name="(\w+)"|class="(problems)"/.exec(tag)?.slice(1).join(''))
  assert.deepEqual(focused({ '': 'No.', join: 'Choose.', purpose: 'Say it.' }), ['purpose'])
  assert.deepEqual(focused({ '': 'No.', join: 'Choose.' }), ['join'])
  assert.deepEqual(focused({ '': 'No.', visible: 'Tick it.', join: 'Choose.' }), ['visible'])
  assert.deepEqual(focused({ '': 'No.' }), ['problems'])
  assert.deepEqual(focused({ '': 'No.', elsewhere: 'Not on this form.' }), ['problems'])
})

test('a problem is tied to its field, which takes the focus', () => {
  const returned = { action: '/c/new', typed: { name: '' }, problems: { '': 'Look again.', name: 'Give it a name.' } }
  const page = form(screenOf(returned), options, fields).toString()
  const id = /id="(f\w+-name)"/.exec(page)?.[1]
  assert.match(
    page,
    new RegExp(`id="${id}" name="name" required aria-describedby="${id}-wrong" aria-invalid="true" autofocus`),
  )
  assert.match(page, new RegExp(`<p class="wrong" id="${id}-wrong">Give it a name.</p>`))
})

test('another form on the same page is left alone', () => {
  const returned = { action: '/c/other', typed: { name: 'Typed elsewhere' }, problems: { name: 'No.' } }
  const page = form(screenOf(returned), options, fields).toString()
  assert.match(page, /value="Stored"/)
  assert.doesNotMatch(page, /No\./)
})

test('a password is never written back', () => {
  const returned = { action: '/in', typed: { password: 'secret' }, problems: { password: 'Wrong.' } }
  const page = form(screenOf(returned), { action: '/in', submit: 'Go' }, [
    textField({ name: 'password', label: 'Password', type: 'password', value: 'secret' }),
  ])
  assert.doesNotMatch(page.toString(), /secret/)
})

test('a button alone brings its values, and says its own problem', () => {
  const returned = { action: '/p/1/removal', typed: {}, problems: { '': 'It has replies.' } }
  const page = actButton(screenOf(returned), {
    action: '/p/1/removal',
    label: 'Remove',
    fields: { reason: 'a"b' },
  }).toString()
  assert.match(page, /name="reason" value="a&quot;b"/)
  assert.match(page, /role="alert">It has replies\./)
})

test('a sentence takes HTML into its holes in any language, and escapes what is around', () => {
  for (const locale of ['en', 'qps']) {
    const t = translator(locale)
    const said = sentence(t('asked by {who} & {other}', holes('who', 'other')), {
      who: html`<b>Ada</b>`,
      other: '<i>',
    }).toString()
    assert.match(said, /<b>Ada<\/b> &amp; &lt;i&gt;/)
  }
})

test('a list must be chosen from only where its empty line is no answer', () => {
  const lists = [
    { options: ['', 'a'], isAsked: true },
    { options: ['', 'a'], emptyIsAChoice: true, isAsked: false },
    { options: ['a', 'b'], isAsked: false },
  ]
  for (const { options, isAsked, emptyIsAChoice } of lists) {
    const list = select({
      name: 'voice',
      label: 'Asked by',
      required: true,
      emptyIsAChoice,
      options: options.map((value) => ({ value, label: value })),
    })
    const page = form(screenOf(), { action: '/in', submit: 'Go' }, [list]).toString()
    assert.equal(/<select [^>]*required/.test(page), isAsked, options.join())
  }
})
