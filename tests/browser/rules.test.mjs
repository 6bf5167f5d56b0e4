// Rules of the design that a machine can see and that no other test holds, on the full site: people in a grid of cards,
// services with the fields that whoever comes must know (rule 7), and lines of Thai that break where they may (rule 11).

import assert from 'node:assert/strict'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { brokenUnits, shortEnds } from './lines.mjs'
import { REPOSITORY, openSite, samplePages } from './site.mjs'

let site
let browser
let page
before(async () => {
  const copy = path.join(REPOSITORY, 'target/browser/rules')
  rmSync(path.join(copy, 'content'), { recursive: true, force: true })
  cpSync(path.join(REPOSITORY, 'tests/sites/showcase/content'), path.join(copy, 'content'), { recursive: true, preserveTimestamps: true })
  // Two of the people have no picture.
  const people = path.join(copy, 'content/people.yaml')
  writeFileSync(people, readFileSync(people, 'utf8').replace(/ *photo: files\/people\/0[12]\.png\n/g, ''))
  site = await openSite(copy)
  browser = await launch()
  page = (await newVisit(browser)).page
})
after(async () => {
  await browser?.close()
  site?.close()
})

const address = one => new URL(one.address ?? one, site.url).href

/** The boxes of all elements that a selector finds. */
const boxes = selector => page.locator(selector).evaluateAll(all => all.map(own => own.getBoundingClientRect().toJSON()))

test('people stand in a grid of cards with pictures of one size, and initials where there is none', async () => {
  for (const place of ['about/executives/', 'en/about/executives/']) {
    await page.goto(address(place))
    for (const [width, across] of [[1280, 2], [360, 1]]) {
      await show(page, { ...STATES.wide, width })
      const cards = await boxes('.people > li')
      assert.equal(cards.length, 12, place)
      assert.ok(cards.every(card => card.width >= Math.min(352, width - 48)), `${place} (${width}): a card is narrower than 22rem`)
      const first = cards.filter(card => card.top === cards[0].top)
      assert.equal(first.length, across, `${place} (${width}): cards in the first row`)
      const faces = await boxes('.people img, .people .initials')
      assert.equal(faces.length, 12, `${place}: every card has a picture or initials`)
      assert.ok(faces.every(face => Math.round(face.width) === 120 && Math.round(face.height) === 150), `${place} (${width}): ${JSON.stringify(faces[0])}`)
    }
    const initials = await page.locator('.people .initials').allTextContents()
    assert.equal(initials.length, 2, `${place}: those without a picture`)
    assert.ok(initials.every(said => /^\S{1,4}$/.test(said)), `${place}: ${initials}`)
  }
})

test('a service says who may, what to bring, the fee, the time, where, the form, and how to begin', async () => {
  const asked = {
    th: ['ใครขอได้', 'สิ่งที่ต้องนำมา', 'ค่าธรรมเนียม', 'ใช้เวลา', 'ติดต่อที่'],
    en: ['Who may ask', 'What to bring', 'Fee', 'Time', 'Where'],
  }
  const found = faultList()
  const services = site.pages.filter(one => /^(en\/)?services\/[^/]+\/$/.test(one.address))
  assert.equal(services.length, 24)
  let forms = 0
  let starts = 0
  for (const one of services) {
    await page.goto(address(one))
    const facts = await page.locator('.service dl > div').evaluateAll(all => all.map(own => [own.querySelector('dt').textContent.trim(), own.querySelector('dd').textContent.trim()]))
    const said = facts.filter(([, fact]) => fact).map(([name]) => name)
    found.add(one.address, asked[one.lang].filter(name => !said.includes(name)).map(name => `${name} is not said among ${said}`))
    forms += await page.locator('.service dl a[href]').count() > 0 ? 1 : 0
    starts += await page.locator('.service a.start[href]').count()
  }
  found.none()
  assert.ok(forms >= 2 && starts >= 2, `${forms} services have a form, ${starts} a button to begin`)
})

test('a wide table takes 88rem, its first column stays in view, and no cell is narrow', async () => {
  for (const place of ['ita/2568/o12/', 'en/ita/2568/o12/']) {
    await page.goto(address(place))
    await show(page, { ...STATES.wide, width: 1600 })
    const table = page.locator('.table:has(th:nth-child(9))').first()
    const first = () => table.evaluate(own => own.querySelector('tbody tr > *').getBoundingClientRect().left)
    const [rem, width, left] = [...await table.evaluate(own => [parseFloat(getComputedStyle(document.documentElement).fontSize), own.getBoundingClientRect().width]), await first()]
    assert.ok(Math.abs(width - 88 * rem) < 2, `${place}: ${width} px`)
    const cells = await table.locator('tbody tr').first().locator('> :not(:first-child)').evaluateAll(all => all.map(own => own.getBoundingClientRect().width))
    assert.ok(cells.length > 8 && cells.every(width => width >= 7 * rem), `${place}: ${cells}`)
    await table.evaluate(own => own.scrollTo({ left: 300 }))
    assert.equal(await table.evaluate(own => own.scrollLeft), 300, `${place}: the table scrolls`)
    assert.ok(Math.abs(await first() - left) < 2, `${place}: the first column went from ${left} to ${await first()}`)
  }
})

test('the list of a long page stays beside it on a desk, and is folded on a telephone', async () => {
  const long = site.pages.filter(one => one.html.includes('data-long') && !one.html.includes('data-columns'))
  const places = ['ita/scores/2568/', 'en/ita/scores/2568/', 'ita/2568/all/'].filter(place => long.some(one => one.address === place))
  assert.ok(places.length > 1, 'long pages')
  for (const place of places) {
    await page.goto(address(place))
    await show(page, { ...STATES.wide, width: 1280 })
    await page.evaluate(() => scrollTo(0, 2500))
    const [beside] = await boxes('.contents details')
    assert.ok(beside.top >= 0 && beside.top < 40 && beside.left > 640, `${place}: the list is at ${beside.left}, ${beside.top}`)
    assert.ok(await page.locator('.contents a').first().isVisible(), `${place}: the list can be read`)
    await show(page, { ...STATES.wide, width: 360 })
    assert.equal(await page.locator('.contents details[open]').count(), 0, `${place}: it is folded`)
    assert.ok(!await page.locator('.contents a').first().isVisible(), `${place}: it is folded`)
  }
})

test('a day, a year, a figure with its unit, a rating and the name of the place are on one line, and no heading ends with a syllable', async () => {
  const found = faultList()
  for (const one of samplePages(site.pages)) {
    await page.goto(address(one))
    for (const width of [360, 768, 1280]) {
      await show(page, { ...STATES.wide, width })
      found.add(`${one.address} (${width})`, [...await brokenUnits(page), ...await shortEnds(page)])
    }
  }
  found.none()
})

test('the rule of lines sees what is broken', async () => {
  await page.goto(address('about/'))
  await page.evaluate(() => {
    const [text, heading, name] = ['p', 'h2', 'p'].map(name => document.createElement(name))
    const whole = Object.assign(document.createElement('span'), { className: 'one-line', textContent: 'ทุ่งสมมติ' })
    whole.style.whiteSpace = 'normal'
    name.append(whole)
    name.style.width = '2.5rem'
    text.textContent = 'ภายในวันที่ 30 กันยายน 2569 ทั้งหมด'
    text.style.width = '6.5rem'
    heading.append('ผลการประเมินของปีนี้', document.createElement('br'), 'ที่')
    document.querySelector('main').replaceChildren(text, heading, name)
  })
  assert.equal((await brokenUnits(page)).length, 2, 'a broken day or name is not seen')
  assert.equal((await shortEnds(page)).length, 1, 'a last line of one syllable is not seen')
})
