// A page that holds every construct of Markdown: usable in every state by everybody, and whole on paper.

import assert from 'node:assert/strict'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { badStops } from './focus.mjs'
import { wrongLanguage } from './language.mjs'
import { unreadable } from './layout.mjs'
import { REPOSITORY, openSite, temporaryFolder } from './site.mjs'

/** A table with as many columns, of amounts and words that do not fit a sheet by themselves. */
const wide = columns => [at => `วงเงินงบประมาณที่ได้รับ ${at}`, () => '---', at => at % 3 ? '123,456,789.00' : 'ห้างหุ้นส่วนจำกัดตัวอย่างก่อสร้าง']
  .map(cell => `| ${Array.from({ length: columns }, (_, at) => cell(at)).join(' | ')} |`).join('\n')

/** A page in two languages, with words of the other one in every kind of block. */
const LANGUAGES = {
  '': `---
title: {th: รายงานต่อประชาชน, en: Report to the public}
summary: {th: The report of the office to all citizens, en: A report}
---
ระบบ Integrity and Transparency Assessment (ITA)

| หัวข้อ | A name of a form to fill in |
|---|---|
| ก | Send the form to the office by mail |

- This page is open to all citizens of the country
- ดังนี้ “The office is open on all weekdays but holidays” และ

## The plan of the office for all citizens

ข้อความ
`,
  '.en': `The plan (แผนพัฒนา พ.ศ. 2566) and **ข้อบัญญัติ** are published.

| Form | แบบ |
|---|---|
| A | คำขอ |

- ข้อมูลข่าวสาร
- Item \`ก\`

## ประกาศ

Text
`,
}

let site
let browser
let page
before(async () => {
  const source = temporaryFolder()
  cpSync(path.join(REPOSITORY, 'tests/sites/two-years'), source, { recursive: true })
  const body = readFileSync(path.join(REPOSITORY, 'tests/browser/constructs.md'), 'utf8')
  writeFileSync(path.join(source, 'content/pages/constructs.md'), `${body}\n## ตารางกว้าง\n\n${[8, 16].map(wide).join('\n\n')}\n`)
  for (const [ending, text] of Object.entries(LANGUAGES)) writeFileSync(path.join(source, `content/pages/languages${ending}.md`), text)
  site = await openSite(source)
  browser = await launch()
  page = (await newVisit(browser)).page
})
after(async () => {
  await browser?.close()
  site?.close()
})

test('every construct can be read and reached in every state', async () => {
  const found = faultList()
  for (const address of ['constructs/', 'en/constructs/']) {
    await show(page, STATES.wide)
    await page.goto(new URL(address, site.url).href)
    for (const [state, shown] of Object.entries(STATES)) {
      await show(page, shown)
      found.add(`${address} (${state})`, [...await axe(page), ...await unreadable(page)])
    }
    await show(page, STATES.wide)
    found.add(address, await badStops(page, { paint: false }))
  }
  found.none()
})

test('regions have names of their own, and notes stand in order at the end', async () => {
  await page.goto(new URL('constructs/', site.url).href)
  const names = await page.locator('[role="region"], section[aria-label]').evaluateAll(all => all.map(one => one.ariaLabel))
  assert.ok(names.length > 6)
  assert.equal(new Set(names).size, names.length, names.join('\n'))
  const notes = await page.locator('.footnotes li[id]').evaluateAll(all => all.map(one => [one.id, one.querySelectorAll('a[aria-label]').length]))
  assert.deepEqual(notes, [['note.1', 2], ['note.2', 1]])
  const dead = await page.locator('sup a, .footnotes a').evaluateAll(all => all.filter(one => !document.getElementById(decodeURIComponent(one.hash.slice(1)))).length)
  assert.equal(dead, 0)
})

test('no column of a table is lost on paper', async () => {
  await page.goto(new URL('constructs/', site.url).href)
  await page.emulateMedia({ media: 'print' })
  // A sheet that stands; one with nine columns or more lies.
  for (const [width, kind] of [[210 - 25 - 15, ':not(:has(th:nth-child(9)))'], [297 - 15 - 15, '']]) {
    await page.setViewportSize({ width: Math.round(width * 96 / 25.4), height: 900 })
    const tables = page.locator(`.table${kind}`)
    assert.ok(await tables.count())
    const lost = await tables.evaluateAll(all => all.map(one => one.scrollWidth - one.clientWidth).filter(more => more > 1))
    assert.deepEqual(lost, [])
  }
  await page.emulateMedia({ media: 'screen' })
})

test('words of the other language say so in every block', async () => {
  const found = faultList()
  for (const address of ['languages/', 'en/languages/']) {
    await page.goto(new URL(address, site.url).href)
    assert.ok(await page.locator('main [lang]').count() > 4)
    found.add(address, await wrongLanguage(page))
  }
  found.none()
})
