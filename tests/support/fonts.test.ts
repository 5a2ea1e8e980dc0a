import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWindow } from '#tests/support/browser.ts'

const written = {
  'Ελληνικά и кириллица': ['Open Sans'],
  שלום: ['Open Sans'],
  مرحبا: ['DejaVu Sans'],
  สวัสดี: ['Noto Sans Thai'],
  '漢字、汉字、ひらがな': ['Noto Sans SC Thin'],
  안녕하세요: ['Noto Sans KR Thin'],
  '😀👍🏽🇵🇹': ['Twemoji Mozilla'],
}

test('the tests’ browser draws what people write with fonts of its own, whatever is installed', async () => {
  const window = await openWindow()
  const page = await window.newPage()
  await page.setContent(`<body style="font-family: sans-serif">${Object.keys(written).map((one) => `<p>${one}</p>`)}`)
  const inside = await window.newCDPSession(page)
  await inside.send('DOM.enable')
  await inside.send('CSS.enable')
  const { root } = await inside.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await inside.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'p' })
  const drawn: Record<string, string[]> = {}
  for (const [at, words] of Object.keys(written).entries()) {
    const { fonts } = await inside.send('CSS.getPlatformFontsForNode', { nodeId: nodeIds[at] ?? 0 })
    drawn[words] = fonts.map(({ familyName }) => familyName).sort()
  }
  await window.close()
  assert.deepEqual(drawn, written)
})
