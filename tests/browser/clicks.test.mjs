// How far things are from the home page, counted in clicks of a person: a link in a closed menu costs one more, to open it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { openSite } from './site.mjs'

/** The year whose items assessors open now, and how many there are: `content/2568/catalogue.yaml`. */
const YEAR = 2568
const ITEMS = 28
const ITEM = new RegExp(`^ita/${YEAR}/[a-z]+\\d+/$`)

/** Where the agency's content puts what must be near. */
const NEAR = ['about/executives/', 'contact/', 'contact/complaints/', 'ita/2569/measures/', 'ita/scores/', `ita/scores/${YEAR}/`]

let site
let browser
before(async () => {
  site = await openSite()
  browser = await launch()
})
after(async () => {
  await browser?.close()
  site?.close()
})

/** The links of a page: those that can be clicked at once, and those behind one click that opens them. */
async function links(page, address) {
  await page.goto(new URL(address, site.url).href)
  return page.evaluate(() => {
    const found = { now: [], opened: [] }
    for (const link of document.querySelectorAll('a[href]')) {
      const closed = link.closest('details:not([open])')
      const href = link.href.split('#')[0]
      if (link.checkVisibility({ visibilityProperty: true })) found.now.push(href)
      else if (closed?.querySelector('summary')?.checkVisibility() && !closed.parentElement.closest('details:not([open])')) found.opened.push(href)
    }
    return found
  })
}

for (const width of ['wide', 'narrow']) {
  test(`what people come for is two clicks from home, ${STATES[width].width} px`, async () => {
    const { page } = await newVisit(browser)
    await show(page, STATES[width])
    const items = site.pages.map(one => one.address).filter(address => ITEM.test(address))
    assert.equal(items.length, ITEMS)
    const found = faultList()
    for (const home of ['', 'en/']) {
      const clicks = new Map([[new URL(home, site.url).href, 0]])
      const reach = (href, count) => {
        if (!(clicks.get(href) <= count)) clicks.set(href, count)
      }
      const first = await links(page, home)
      first.now.forEach(href => reach(href, 1))
      first.opened.forEach(href => reach(href, 2))
      for (const href of new Set(first.now.filter(href => href.startsWith(site.url) && href.endsWith('/')))) {
        (await links(page, href)).now.forEach(href => reach(href, 2))
      }
      for (const address of [...items, ...NEAR]) {
        const count = clicks.get(new URL(home + address, site.url).href)
        found.add(`/${home}${address}`, count <= 2 ? [] : ['is more than two clicks from home'])
      }
    }
    found.none()
  })
}
