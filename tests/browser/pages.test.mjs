// What is promised of every page in a real browser, on the agency's own site. By default on one or two pages of each kind and
// language; with PRONGSAI_TEST_ALL=1 on every page, and the focus is looked at in pixels.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { badStops } from './focus.mjs'
import { wrongLanguage } from './language.mjs'
import { setSpacing, setTextSize, unreadable } from './layout.mjs'
import { openSite, samplePages } from './site.mjs'

const ALL = process.env.PRONGSAI_TEST_ALL === '1'

const found = {
  axe: faultList(), narrow: faultList(), wide: faultList(), spacing: faultList(), large: faultList(), focus: faultList(),
  language: faultList(), requests: faultList(), troubles: faultList(), kept: faultList(),
}
/** Which kinds of pages were looked at, in which language. */
const seen = new Set()
let browser

before(async () => {
  const site = await openSite()
  browser = await launch()
  const visit = await newVisit(browser)
  const sample = ALL ? site.pages : samplePages(site.pages)
  for (const one of sample) await look(visit, site, one)
  await visit.context.close()
  site.close()
})

after(() => browser?.close())

/** Looks at one page in every way. */
async function look({ context, page, told }, site, one) {
  const where = `/${one.address}`
  told.requests.length = told.troubles.length = 0
  await show(page, STATES.wide)
  await page.goto(new URL(one.address, site.url).href)

  for (const [state, shown] of Object.entries(STATES)) {
    await show(page, shown)
    found.axe.add(`${where} (${state})`, await axe(page))
  }
  await show(page, STATES.narrow)
  found.narrow.add(where, await unreadable(page))
  await setSpacing(page, true)
  found.spacing.add(`${where} (narrow)`, await unreadable(page))
  await show(page, STATES.wide)
  found.spacing.add(`${where} (wide)`, await unreadable(page))
  await setSpacing(page, false)
  found.wide.add(where, await unreadable(page))
  await setTextSize(page, 32)
  found.large.add(where, await unreadable(page))
  await setTextSize(page, 16)
  found.language.add(where, await wrongLanguage(page))
  found.focus.add(where, await badStops(page, { paint: ALL }))

  found.requests.add(where, told.requests.filter(url => !url.startsWith(site.url)).map(url => `asks a stranger for ${url}`))
  found.troubles.add(where, told.troubles)
  found.kept.add(where, (await context.cookies()).map(cookie => `keeps the cookie ${cookie.name}`))
  seen.add(`${one.kind} ${one.lang}`)
}

test('every kind of page was seen in both languages', () => {
  const one = [...seen].map(kind => kind.replace(/ \w+$/, '')).filter((kind, at, all) => all.indexOf(kind) === at)
  assert.ok(one.length >= 20, `${one.length} kinds of pages`)
  assert.equal(seen.size, one.length * 2)
})
test('axe finds no fault', () => found.axe.none())
test('pages fit a window of 320 px', () => found.narrow.none())
test('pages can be read on a desk', () => found.wide.none())
test("nothing is lost with the reader's own spacing", () => found.spacing.none())
test('nothing is lost with letters twice as large', () => found.large.none())
test('the Tab key reaches every control and shows where it is', () => found.focus.none())
test('every run of text says its language', () => found.language.none())
test('no page asks anyone but its own host', () => found.requests.none())
test('no page has an error on the console', () => found.troubles.none())
test('no page keeps a cookie', () => found.kept.none())
