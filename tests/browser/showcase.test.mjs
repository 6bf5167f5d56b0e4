// The gate of the design, on the full site that `new site --example` writes: what holds on every kind of its pages at three
// widths and on paper, how much a phone has to fetch, and that nothing for the staff is in the output.

import assert from 'node:assert/strict'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { badStops } from './focus.mjs'
import { unreadable } from './layout.mjs'
import { REPOSITORY, openSite, samplePages } from './site.mjs'

const WIDTHS = [360, 768, 1280]
const KB = 1024

let site
let browser
before(async () => {
  // A copy that stays: sizes of pictures are made once, and what is made is kept beside the content.
  const copy = path.join(REPOSITORY, 'target/browser/showcase')
  rmSync(path.join(copy, 'content'), { recursive: true, force: true })
  cpSync(path.join(REPOSITORY, 'tests/sites/showcase/content'), path.join(copy, 'content'), { recursive: true, preserveTimestamps: true })
  site = await openSite(copy)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  site?.close()
})

const address = one => new URL(one.address, site.url).href
const items = () => site.pages.filter(one => /ita\/2568\/o\d+\/$/.test(one.address))

/** Calls `look` for each page, several at a time, each in a tab of its own. */
async function each(pages, options, look) {
  const wait = [...pages]
  await Promise.all([1, 2].map(async () => {
    const visit = await newVisit(browser, options)
    for (let one = wait.pop(); one; one = wait.pop()) await look(visit.page, one)
    await visit.context.close()
  }))
}

test('every kind of page can be read, by everybody, at every width, and no focused element is covered', async () => {
  const found = faultList()
  await each(samplePages(site.pages), {}, async (page, one) => {
    await page.goto(address(one))
    for (const width of WIDTHS) {
      await show(page, { ...STATES.wide, width })
      found.add(`${one.address} (${width})`, await unreadable(page))
    }
    // One language in the dark on a phone, the other in the light on a desk: they have the same templates.
    const [state, width] = one.lang === 'th' ? [STATES.dark, 360] : [STATES.wide, 1280]
    await show(page, { ...state, width })
    found.add(`${one.address} (${width})`, [...await axe(page), ...await badStops(page)])
  })
  found.none()
})

test('the first evidence of every item is within the first 900 px of a phone', async () => {
  const found = faultList()
  assert.equal(items().length, 56)
  await each(items(), { viewport: { width: 360, height: 800 } }, async (page, one) => {
    await page.goto(address(one))
    const top = await page.evaluate(() => document.querySelector('.exhibits > li, .data, .exhibit')?.getBoundingClientRect().top)
    if (!(top <= 900)) found.add(one.address, [`evidence begins at ${Math.round(top)} px`])
  })
  found.none()
})

test('an assessor walks from home to the first evidence of every item in two clicks', async () => {
  const found = faultList()
  await each(site.pages.filter(one => ['', 'en/'].includes(one.address)), { viewport: { width: 360, height: 800 } }, async (page, home) => {
    await page.goto(address(home))
    const first = await page.locator('.doors a').first().getAttribute('href')
    await page.goto(new URL(first, page.url()).href)
    const near = new Set(await page.locator('main a[href]').evaluateAll(all => all.map(one => one.href.split('#')[0])))
    for (const one of items().filter(one => one.lang === home.lang)) {
      if (!near.has(address(one))) found.add(one.address, ['is not behind the first door of the home page'])
    }
  })
  found.none()
})

test('the telephone stands in the first screen of a phone', async () => {
  const found = faultList()
  await each(site.pages.filter(one => ['', 'en/'].includes(one.address)), { viewport: { width: 360, height: 800 } }, async (page, one) => {
    await page.goto(address(one))
    const box = await page.locator('main a[href^="tel:"]').first().boundingBox()
    if (!(box && box.y + box.height <= 800)) found.add(one.address, [`the telephone is at ${Math.round(box?.y)} px`])
  })
  found.none()
})

test('what charts say is text that can be read: no letters under 15 px, none cut', async () => {
  const found = faultList()
  const charts = site.pages.filter(one => /^(en\/)?ita\/(scores\/(2568\/)?|2569\/measures\/|2568\/issues\/)$/.test(one.address))
  assert.equal(charts.length, 8)
  await each(charts, {}, async (page, one) => {
    await page.goto(address(one))
    for (const width of WIDTHS) {
      await show(page, { ...STATES.wide, width })
      found.add(`${one.address} (${width})`, await page.evaluate(() => [...document.querySelectorAll('.chart *, .timeline *')]
        .filter(own => [...own.childNodes].some(child => child.nodeType === 3 && child.data.trim()) && !['TITLE', 'DESC'].includes(own.tagName.toUpperCase()))
        .flatMap(own => {
          const box = own.getBoundingClientRect()
          // Letters of a drawing are as large as the drawing is shown.
          const scale = own.getScreenCTM?.()?.a ?? 1
          const size = parseFloat(getComputedStyle(own).fontSize) * scale
          const cut = own.scrollWidth > own.clientWidth + 1 && getComputedStyle(own).overflow !== 'visible'
          return [...(box.width && size < 14.9 ? [`${Math.round(size * 10) / 10} px: ${own.textContent.trim().slice(0, 30)}`] : []), ...(cut ? [`cut: ${own.textContent.trim().slice(0, 30)}`] : [])]
        })))
    }
  })
  found.none()
})

test('a gallery opens large by plain links', async () => {
  const posts = site.pages.filter(one => one.address === 'news/2568-06-05-trees/')
  assert.equal(posts.length, 1)
  await each(posts, {}, async (page, one) => {
    await page.goto(address(one))
    await page.locator('.gallery a').nth(1).click()
    const { width } = await page.locator('[id="picture.2"] img').boundingBox()
    assert.ok(width > 600, `${width} px`)
    await page.locator('[id="picture.2"] [rel="next"]').click()
    assert.ok(page.url().endsWith('#picture.3'))
  })
})

test('a question opens by its address, and by a key', async () => {
  const pages = site.pages.filter(one => /^(en\/)?contact\/questions\/$/.test(one.address))
  assert.equal(pages.length, 2)
  await each(pages, {}, async (page, one) => {
    await page.goto(address(one))
    const questions = page.locator('.faq details')
    const count = await questions.count()
    assert.ok(count > 2, `${count} questions`)
    assert.deepEqual(await questions.evaluateAll(all => all.filter(own => own.open).length), 0)
    const id = await questions.nth(1).evaluate(own => own.querySelector('[id]')?.id || own.id)
    await page.goto(`${address(one)}#${id}`)
    assert.ok(await questions.nth(1).evaluate(own => own.open), `${id} is shut`)
    await questions.nth(2).locator('summary').focus()
    await page.keyboard.press('Enter')
    assert.ok(await questions.nth(2).evaluate(own => own.open), 'Enter does not open it')
  })
})

test('no column is lost in print', async () => {
  const found = faultList()
  const sheet = { width: Math.round((297 - 15 - 15) * 96 / 25.4), height: 600 }
  let tables = 0
  await each(items().filter(one => /o1[123]\/$/.test(one.address)), { viewport: sheet }, async (page, one) => {
    await page.emulateMedia({ media: 'print' })
    await page.goto(address(one))
    tables += await page.locator('.data table').count()
    found.add(one.address, await page.evaluate(() => [...document.querySelectorAll('.data table')].flatMap(table => {
      const heads = [...table.querySelectorAll('thead th')].filter(head => {
        const box = head.getBoundingClientRect()
        return box.width > 0 && box.left >= -1 && box.right <= innerWidth + 1
      })
      const all = table.rows[0].cells.length
      return heads.length < all ? [`${heads.length} of ${all} columns are on the sheet`] : []
    })))
  })
  assert.ok(tables)
  found.none()
})

test('a phone fetches at most 200 KB for the first screen, and 500 KB for a whole page', async () => {
  const found = faultList()
  await each(samplePages(site.pages), { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2 }, async (page, one) => {
    // As a first visit: nothing is kept from the page before.
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
    await page.goto(address(one), { waitUntil: 'networkidle' })
    const first = bytes
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 600) {
        scrollTo(0, y)
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 20)))
      }
    })
    await page.waitForLoadState('networkidle')
    await session.detach()
    if (first > 200 * KB) found.add(one.address, [`the first screen takes ${Math.round(first / KB)} KB`])
    if (bytes > 500 * KB) found.add(one.address, [`the page takes ${Math.round(bytes / KB)} KB`])
  })
  found.none()
})

test('nothing for the staff is in the output', () => {
  const told = site.files.filter(file => /\.(html|json|jsonld|csv|xml|txt|js)$/.test(file))
    .filter(file => /เฉพาะบุคลากร|for the staff only/.test(readFileSync(path.join(site.folder, file), 'utf8')))
  assert.deepEqual(told, [])
})
