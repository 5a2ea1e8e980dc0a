/**
 * A community whose name and purpose run right to left: they stand on the right of its banner, on a wide window and on a phone.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { openAsCast } from '#tests/support/windows.ts'

const [server] = await Promise.all([startDemo(), openBrowser()])
const root = '/c/first-line-leaders'
const sizes = { 'a wide window': { width: 1280, height: 800 }, 'a phone': { width: 390, height: 844 } }

/** Where the words of an element begin and end on the glass, and the room that their banner has. */
function edges(page: Page, selector: string): Promise<{ left: number; right: number; from: number; to: number }> {
  return page.evaluate(`(() => {
    const words = document.createRange()
    words.selectNodeContents(document.querySelector(${JSON.stringify(selector)}))
    const { left, right } = words.getBoundingClientRect()
    const room = document.querySelector('.banner > .wide')
    const { paddingLeft, paddingRight } = getComputedStyle(room)
    const box = room.getBoundingClientRect()
    return { left, right, from: box.left + parseFloat(paddingLeft), to: box.right - parseFloat(paddingRight) }
  })()`)
}

test('a community’s name and purpose stand on the side where they begin', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist')

  async function call(name: string, purpose: string): Promise<void> {
    await ada.setViewportSize(sizes['a wide window'])
    await ada.goto(`${root}/settings`)
    await ada.getByLabel('Name', { exact: true }).fill(name)
    await ada.getByLabel('Purpose').fill(purpose)
    await ada.getByRole('button', { name: 'Save', exact: true }).first().click()
    await ada.locator('.banner .title', { hasText: name }).waitFor()
  }

  for (const [script, name, purpose] of [
    ['Hebrew', 'קהילת מנהלים', 'לומדים יחד איך להוביל צוות.'],
    ['Arabic', 'مجتمع القادة', 'نتعلم معا كيف نقود فريقا.'],
  ] as const)
    await t.test(`${script}: on the right`, async () => {
      await call(name, purpose)
      for (const [what, size] of Object.entries(sizes)) {
        await ada.setViewportSize(size)
        for (const [path, selector] of [
          ['', '.banner h1'],
          ['', '.banner .purpose'],
          ['/members', '.banner .title a'],
        ] as const) {
          await ada.goto(`${root}${path}`)
          const { right, to, left, from } = await edges(ada, selector)
          assert.ok(Math.abs(to - right) < 2, `${selector} ends at ${right} of ${to} in ${what}`)
          assert.ok(left > from + 20, `${selector} begins at ${left} in ${what}`)
        }
      }
    })

  await t.test('English: on the left', async () => {
    await call('First-line leaders', 'We learn how to lead a team.')
    for (const [what, size] of Object.entries(sizes)) {
      await ada.setViewportSize(size)
      await ada.goto(root)
      for (const selector of ['.banner h1', '.banner .purpose']) {
        const { left, from } = await edges(ada, selector)
        assert.ok(Math.abs(left - from) < 2, `${selector} begins at ${left} of ${from} in ${what}`)
      }
    }
  })
})
