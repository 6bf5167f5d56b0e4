// The page of an item in a real browser, on the small site that has every kind of evidence: evidence first on a phone, all of
// it readable in every state, and nothing lost on paper.

import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { badStops } from './focus.mjs'
import { wrongLanguage } from './language.mjs'
import { unreadable } from './layout.mjs'
import { REPOSITORY, openSite } from './site.mjs'

const PHONE = { ...STATES.wide, width: 360 }
/** What is left of an A4 sheet that lies on its side, between the margins of `@page wide`, in pixels of CSS. */
const SHEET = { width: Math.round((297 - 15 - 15) * 96 / 25.4), height: 600 }

let site
let browser
let page
before(async () => {
  site = await openSite(path.join(REPOSITORY, 'tests/sites/evidence'))
  browser = await launch()
  page = (await newVisit(browser)).page
})
after(async () => {
  await browser?.close()
  site?.close()
})

const open = address => page.goto(new URL(address, site.url).href)
const items = () => site.pages.filter(one => /ita\/2568\/o\d+\/$/.test(one.address))

test('the first evidence of a full item is within the first 900 px of a phone', async () => {
  await show(page, PHONE)
  for (const address of ['ita/2568/o12/', 'en/ita/2568/o12/']) {
    await open(address)
    assert.equal(await page.locator('.asked li').count(), 18)
    const { y, height } = await page.locator('.exhibits > li').first().boundingBox()
    assert.ok(y + height <= 900, `${address}: the first card ends at ${Math.round(y + height)} px`)
    const asked = await page.locator('.asked').first().boundingBox()
    assert.ok(y < asked.y, 'evidence comes before what is asked')
  }
})

test('every item can be read in every state', async () => {
  const found = faultList()
  for (const { address } of items()) {
    await show(page, STATES.wide)
    await open(address)
    for (const [state, shown] of Object.entries({ ...STATES, phone: PHONE, tablet: { ...STATES.wide, width: 768 } })) {
      await show(page, shown)
      found.add(`${address} (${state})`, [...await axe(page), ...await unreadable(page)])
    }
    await show(page, STATES.wide)
    found.add(address, [...await wrongLanguage(page), ...await badStops(page, { paint: false })])
  }
  found.none()
})

test('the address to cite is taken with one click', async () => {
  await show(page, STATES.wide)
  await open('ita/2568/o12/')
  await page.locator('.cite code').click()
  assert.equal((await page.evaluate(() => String(getSelection()))).trim(), new URL('ita/2568/o12/', site.url).href)
})

test('the number of a requirement leads to its place', async () => {
  await open('ita/2568/o12/')
  await page.getByRole('link', { name: '17', exact: true }).click()
  assert.ok(page.url().endsWith('/o12/#r.17'))
  const { y } = await page.locator('[id="r.17"]').boundingBox()
  assert.ok(y >= 0 && y < 900)
})

test('nothing of an item is lost on paper', async () => {
  const found = faultList()
  await page.setViewportSize(SHEET)
  await page.emulateMedia({ media: 'print' })
  for (const { address } of items()) {
    await open(address)
    found.add(address, await page.evaluate(() => {
      const faults = []
      for (const table of document.querySelectorAll('.table')) {
        if (table.scrollWidth > table.clientWidth + 1) faults.push(`a table of ${table.scrollWidth} px on a sheet of ${table.clientWidth} px`)
      }
      for (const link of document.querySelectorAll('main details a')) {
        if (link.getBoundingClientRect().height === 0) faults.push(`${link.textContent} stays folded`)
      }
      return faults
    }))
  }
  await page.emulateMedia({ media: 'screen' })
  found.none()
})
