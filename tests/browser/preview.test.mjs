// The preview in a real browser: saving a file changes the page, a mistake is told in the page, and mending it clears the page,
// all without a click. Waiting is always for what must come; nothing here sleeps.

import assert from 'node:assert/strict'
import { Agent, get } from 'node:http'
import { after, before, beforeEach, afterEach, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { openPreview } from './preview.mjs'

const PAGE = 'content/pages/about/index.md'
const ENGLISH = 'content/pages/about/index.en.md'
const MEASURE = 'content/2569/measures/m03.md'
const STYLES = 'themes/default/static/style.css'
const FRAME = 'themes/default/templates/base.html'
const LINKS = 'themes/default/templates/links.html'
const TEMPLATE = 'themes/default/templates/page.html'
const WORDS = 'themes/default/i18n/th.yaml'

/** After how many milliseconds what must come has not come. */
const LATE = 30_000

let preview
let browser
let visit
let page
let undo = []

before(async () => {
  preview = await openPreview()
  browser = await launch()
  await settled()
})
after(async () => {
  await browser?.close()
  await preview?.stop()
})
beforeEach(async () => {
  visit = await newVisit(browser, { acceptDownloads: false })
  page = visit.page
  await show(page, STATES.wide)
})
afterEach(async () => {
  // Each test leaves the site as it found it, and the preview knows it.
  await visit.context.close()
  for (const [file, text] of undo.reverse()) preview.save(file, text)
  undo = []
  await settled()
})

/** Addresses that tell whether everything that tests edit is as it was. */
const TELLING = ['about/', 'en/about/', 'ita/2569/measures/', 'en/ita/2569/measures/', 'assets/style.css']
let asFound

/** Waits until the texts of these addresses are as at the beginning, and no page tells a mistake. */
async function settled() {
  const { context, page } = await newVisit(browser)
  await page.goto(at('about/'))
  asFound = await until(page, async ([addresses, expected]) => {
    const texts = []
    for (const one of addresses) texts.push(await (await fetch(`/${one}`, { cache: 'no-store' })).text())
    // The preview's own tag counts the changes; all else is what a build writes.
    const built = texts.map(text => text.replace(/<script[^>]*_prongsai[^>]*><\/script>/, ''))
    return (!expected || built.every((text, at) => text === expected[at])) && built
  }, [TELLING, asFound])
  await overlay(page).waitFor({ state: 'detached' })
  await strip(page).waitFor({ state: 'detached' })
  await context.close()
}

/** Looks in a page until what must come is there, and gives it. (`waitForFunction` takes the promise of a look for the thing.) */
async function until(page, look, asked) {
  const end = Date.now() + LATE
  while (Date.now() < end) {
    const found = await page.evaluate(look, asked)
    if (found) return found
  }
  assert.fail('it does not come')
}

const at = address => new URL(address, preview.url).href
const overlay = page => page.locator('prongsai-overlay')
const strip = page => page.locator('prongsai-strip')
/** Waits until the overlay can be seen: by its button, for the element itself takes no room. */
const told = page => overlay(page).locator('button').first().waitFor()
const main = page => page.locator('main')
const says = (place, text) => place.filter({ hasText: text }).waitFor()

/** Opens a page and waits until it listens to the preview. */
async function open(page, address) {
  const listens = page.waitForRequest(request => request.url() === at('_prongsai/events') || request.url() === at('_prongsai/preview.js'))
  await page.goto(at(address), { waitUntil: 'domcontentloaded' })
  await listens
}

function edit(file, was, now) {
  undo.push([file, preview.edit(file, was, now)])
}

/** Marks the window, so that a reload can be told from a change in place. */
const mark = page => page.evaluate(() => { globalThis.prongsaiMark = true })
const isMarked = page => page.evaluate(() => globalThis.prongsaiMark === true)

test('the body of a page', async () => {
  await open(page, 'about/')
  edit(PAGE, '## ดูอะไรได้ที่ไหน', 'ข้อความที่เพิ่งพิมพ์\n\n## ดูอะไรได้ที่ไหน')
  await says(main(page), 'ข้อความที่เพิ่งพิมพ์')
  preview.save(PAGE, undo[0][1].replace('## ดูอะไรได้ที่ไหน', 'แก้อีกครั้ง\n\n## ดูอะไรได้ที่ไหน'))
  await says(main(page), 'แก้อีกครั้ง')
  assert.deepEqual(visit.told.troubles, [])
})

test('the title of a page changes every list that shows it', async () => {
  const list = await visit.context.newPage()
  const english = await visit.context.newPage()
  await open(page, 'ita/2569/measures/m03/')
  await open(list, 'ita/2569/measures/')
  await open(english, 'en/ita/2569/measures/')
  edit(MEASURE, 'th: กิจกรรมการจัดทำข้อตกลง', 'th: กิจกรรมใหม่เรื่องข้อตกลง')
  undo.push([MEASURE, preview.edit(MEASURE, 'en: Performance agreements', 'en: New performance agreements')])
  await says(page.locator('h1'), 'กิจกรรมใหม่เรื่องข้อตกลง')
  await says(main(list), 'กิจกรรมใหม่เรื่องข้อตกลง')
  await says(main(english), 'New performance agreements')
  assert.equal(await main(list).filter({ hasText: 'กิจกรรมการจัดทำข้อตกลงการปฏิบัติราชการ' }).count(), 0)
})

test('the words of a theme and a template', async () => {
  await open(page, 'about/')
  const old = await page.locator('a.skip').textContent()
  edit(WORDS, old, 'ไปที่เนื้อหาเลย')
  await says(page.locator('a.skip'), 'ไปที่เนื้อหาเลย')
  edit(TEMPLATE, '{% block main %}', '{% block main %}<p>จากแม่แบบ</p>')
  await says(main(page), 'จากแม่แบบ')
})

test('a mistake is told in the language of each page, and goes when it is mended', async () => {
  const english = await visit.context.newPage()
  await open(page, 'about/')
  await open(english, 'en/about/')
  edit(PAGE, '\norder: 10\n', '\norder: สิบ\ncolour: red\n')
  const tabs = [[page, 'th', /วิธีแก้/, 'ไม่รู้จัก “colour”'], [english, 'en', /what to do/i, 'does not know `colour`']]
  for (const [tab, lang, what, sentence] of tabs) {
    await told(tab)
    const text = await overlay(tab).evaluate(one => one.shadowRoot.textContent)
    assert.match(text, /content\/pages\/about\/index\.md:6:\d+/)
    assert.match(text, /content\/pages\/about\/index\.md:7:1/)
    assert.ok(text.includes(sentence), `${sentence} in:\n${text}`)
    assert.ok(text.includes('colour: red'), `the excerpt in:\n${text}`)
    assert.match(text, what)
    assert.deepEqual(await overlay(tab).locator('mark').allInnerTexts(), ['สิบ', 'colour'])
    if (lang === 'en') assert.doesNotMatch(text, /วิธีแก้|ไม่รู้จัก/)
    assert.equal(await overlay(tab).evaluate(one => one.shadowRoot.querySelector('[lang]')?.lang || one.lang || document.documentElement.lang), lang)
  }
  // The last good page is still there, below.
  await says(main(page), 'องค์กรปกครองส่วนท้องถิ่น')
  preview.save(PAGE, undo[0][1])
  await overlay(page).waitFor({ state: 'detached' })
  await overlay(english).waitFor({ state: 'detached' })
})

test('what was wrong before is not told any more when its page comes late', async () => {
  await page.addInitScript(() => {
    globalThis.SharedWorker = class {
      port = (globalThis.prongsaiPort = { postMessage() {} })
    }
  })
  await page.goto(at('about/'))
  const toldErrors = await page.evaluate(async () => {
    const ask = fetch
    let arrive
    const late = new Promise(end => (arrive = end))
    globalThis.fetch = async (...asked) => {
      globalThis.fetch = ask
      await late
      return ask(...asked)
    }
    const state = (content, findings) => ({ data: JSON.stringify({ content, style: 1, errors: findings.length, warnings: 0, findings }) })
    const wrong = globalThis.prongsaiPort.onmessage(state(1001, [{ severity: 'error' }]))
    await globalThis.prongsaiPort.onmessage(state(1002, []))
    arrive()
    await wrong.catch(() => {})
    return document.querySelectorAll('prongsai-overlay').length
  })
  assert.equal(toldErrors, 0)
})

test('a page that is opened while there is a mistake tells it too', async () => {
  await open(page, 'about/')
  edit(PAGE, '\norder: 10\n', '\norder: สิบ\n')
  await told(page)
  const later = await visit.context.newPage()
  await open(later, 'ita/scores/')
  await told(later)
  // Another mistake beside it is told without a reload.
  edit(ENGLISH, '](structure.md)', '](nowhere.md)')
  await page.waitForFunction(() => document.querySelector('prongsai-overlay')?.shadowRoot.textContent.includes('index.en.md'))
})

test('what stands in a faulty file is shown as text', async () => {
  page.on('dialog', dialog => {
    visit.told.troubles.push(`a script of the file ran: ${dialog.message()}`)
    dialog.dismiss()
  })
  await open(page, 'about/')
  edit(PAGE, '\norder: 10\n', '\nupdated: <script>alert(1)</script>\nowner: 5\n"<img src=x onerror=alert(2)>": 1\n')
  await told(page)
  const { text, elements } = await overlay(page).evaluate(one => ({
    text: one.shadowRoot.textContent,
    elements: [...one.shadowRoot.querySelectorAll('script, img, [onerror]')].map(element => element.outerHTML),
  }))
  assert.ok(text.includes('<script>alert(1)</script>'), text)
  assert.ok(text.includes('<img src=x onerror=alert(2)>'), text)
  assert.deepEqual(elements, [])
  assert.deepEqual(visit.told.troubles, [])
})

/** The element that has the focus inside an overlay, in words; none while it is elsewhere. */
const focused = page => page.evaluate(() => {
  const inside = document.activeElement?.shadowRoot?.activeElement
  return document.activeElement?.localName === 'prongsai-overlay' ? inside?.localName ?? 'prongsai-overlay' : null
})

test('the overlay is read and closed by keyboard', async () => {
  await open(page, 'about/')
  edit(PAGE, '\norder: 10\n', '\norder: สิบ\n')
  await told(page)
  await page.waitForFunction(() => document.activeElement?.localName === 'prongsai-overlay')
  const controls = await overlay(page).evaluate(one => [...one.shadowRoot.querySelectorAll('button, a[href], summary')].filter(control => control.checkVisibility()).length)
  assert.ok(controls >= 1, 'a button to close it')
  const reached = new Set([await focused(page)])
  for (let stop = 0; stop <= controls; stop++) {
    await page.keyboard.press('Tab')
    const inside = await focused(page)
    assert.ok(inside, 'the Tab key leaves the overlay while it covers the page')
    reached.add(inside)
  }
  assert.ok(reached.has('button'), `the Tab key reaches ${[...reached]}`)
  assert.deepEqual(await axe(page), [])
  await page.keyboard.press('Escape')
  await overlay(page).waitFor({ state: 'detached' })
  assert.equal(await page.evaluate(() => document.activeElement === document.body || document.hasFocus()), true)

  // Closed is closed: the same mistakes do not come back, a new one does.
  edit(PAGE, 'order: สิบ', 'order: ยี่สิบ')
  await told(page)
  await overlay(page).locator('button').first().click()
  await overlay(page).waitFor({ state: 'detached' })
})

test('warnings stand in a strip that folds, and the page is up to date', async () => {
  await open(page, 'about/')
  edit(PAGE, '## ดูอะไรได้ที่ไหน', 'มีคำเตือน **ตัวหนา\n\n## ดูอะไรได้ที่ไหน')
  await says(main(page), 'มีคำเตือน')
  await strip(page).locator('summary').first().waitFor()
  assert.equal(await overlay(page).count(), 0)
  const text = () => strip(page).evaluate(one => one.shadowRoot.textContent)
  assert.match(await text(), /content\/pages\/about\/index\.md:\d+:\d+/)
  const details = strip(page).locator('details').first()
  const open_ = await details.evaluate(one => one.open)
  await details.locator('summary').click()
  assert.equal(await details.evaluate(one => one.open), !open_)
  assert.deepEqual(await axe(page), [])
  preview.save(PAGE, undo[0][1])
  await strip(page).waitFor({ state: 'detached' })
})

test('a note for the staff stands in the strip of its page, and goes with it', async () => {
  await open(page, 'about/')
  edit(PAGE, '\norder: 10\n', '\norder: 10\nstaff_note: {th: ถามนายช่าง, en: Ask the engineer}\n')
  await strip(page).locator('details.notes').waitFor()
  const text = await strip(page).evaluate(one => one.shadowRoot.textContent)
  assert.ok(text.includes('ถามนายช่าง') && text.includes('(1)'), text)
  assert.equal(await strip(page).locator('details.warnings').count(), 0)
  preview.save(PAGE, undo[0][1])
  await strip(page).waitFor({ state: 'detached' })
})

test('a sheet of styles is exchanged in place', async () => {
  await open(page, 'about/')
  await mark(page)
  await page.evaluate(() => scrollTo(0, 100))
  edit(STYLES, 'body { ', 'body { border-top: 7px solid rgb(1, 2, 3); ')
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopColor === 'rgb(1, 2, 3)')
  assert.ok(await isMarked(page), 'the page was loaded again')
  edit(STYLES, '7px solid rgb(1, 2, 3)', '7px solid rgb(3, 2, 1)')
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopColor === 'rgb(3, 2, 1)')
  assert.ok(await isMarked(page), 'the page was loaded again')
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1)
})

test('a page that names another sheet of styles gets it, and keeps no other', async () => {
  await open(page, 'about/')
  await mark(page)
  edit(LINKS, '{{ site.css }}">', '{{ site.css }}?other">')
  await page.locator('link[rel="stylesheet"][href*="?other"]').waitFor({ state: 'attached' })
  assert.equal(await page.locator('link[rel="stylesheet"]').count(), 1)
  assert.ok(await isMarked(page))
})

test('a page that comes back out of the memory of the browser is loaded again', async () => {
  await open(page, 'about/')
  await page.waitForLoadState('load')
  await mark(page)
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await page.waitForFunction(() => globalThis.prongsaiMark !== true)
})

test('a reload keeps the place in the page and what was opened', async () => {
  await open(page, 'about/')
  await page.setViewportSize({ width: 320, height: 400 })
  await page.evaluate(() => {
    const details = [...document.querySelectorAll('details')].at(-1)
    details.open = true
    scrollTo(0, 600)
  })
  await page.waitForFunction(() => scrollY === 600)
  edit(PAGE, '| แบ่งงานอย่างไร |', '| แบ่งงานกันอย่างไร |')
  await says(main(page), 'แบ่งงานกันอย่างไร')
  await page.waitForFunction(() => scrollY === 600)
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('details')].at(-1).open), true)
})

test('seven tabs of one browser all follow, and the seventh loads while six are open', async () => {
  const tabs = [page]
  while (tabs.length < 7) tabs.push(await visit.context.newPage())
  for (const tab of tabs) {
    await tab.goto(at('about/'), { timeout: LATE })
    await says(main(tab), 'องค์กรปกครองส่วนท้องถิ่น')
  }
  edit(PAGE, '## ดูอะไรได้ที่ไหน', 'ถึงทุกแท็บ\n\n## ดูอะไรได้ที่ไหน')
  await Promise.all(tabs.map(tab => says(main(tab), 'ถึงทุกแท็บ')))
  edit(PAGE, '\norder: 10\n', '\norder: สิบ\n')
  await Promise.all(tabs.map(tab => told(tab)))
  preview.save(PAGE, undo[0][1])
  await Promise.all(tabs.map(tab => overlay(tab).waitFor({ state: 'detached' })))
})

test('twenty connections that come at once and stay open are all answered', async () => {
  const agent = new Agent({ keepAlive: true })
  const ask = () => new Promise((answered, failed) => {
    const request = get(at('about/'), { agent, timeout: 5000 }, answer => answer.resume().on('end', () => answered(answer.statusCode)))
    request.on('timeout', () => request.destroy(new Error('no answer in five seconds'))).on('error', failed)
  })
  const answers = await Promise.allSettled(Array.from({ length: 20 }, ask))
  agent.destroy()
  assert.deepEqual(answers.map(({ value, reason }) => value ?? reason.message), Array(20).fill(200))
})

test('the start page tells what awaits the assessment and leads to it', async () => {
  edit(PAGE, '## ดูอะไรได้ที่ไหน', 'มีคำเตือน **ตัวหนา\n\n## ดูอะไรได้ที่ไหน')
  await page.goto(at('about/'))
  await says(main(page), 'มีคำเตือน')
  await page.goto(at('_prongsai/'))
  await says(page.locator('body'), 'content/pages/about/index.md')
  const links = await page.locator('a[href]').evaluateAll(all => all.map(one => new URL(one.href).pathname))
  for (const address of ['/ita/2568/o12/', '/en/ita/2568/o12/', '/about/', '/en/about/']) assert.ok(links.includes(address), `no link to ${address}`)
  for (const state of Object.values(STATES)) {
    await show(page, state)
    assert.deepEqual(await axe(page), [])
  }
  await show(page, STATES.narrow)
  assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), 320)
  assert.deepEqual(visit.told.troubles, [])
  // What is next, the steps of the measures included, within three screens of a desk.
  await show(page, STATES.wide)
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollHeight / innerHeight) < 3)
  await says(main(page), '53 ขั้นตอน')
})

test('the address of an item is copied as it will be', async () => {
  await visit.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(at('_prongsai/'))
  const copy = page.locator('.copy').first()
  const address = await copy.locator('input').inputValue()
  assert.match(address, /^https:.*\/ita\/\d{4}\/o\d+\/$/)
  await copy.locator('button').dispatchEvent('click')
  await until(page, async address => await navigator.clipboard.readText() === address, address)
})

test('the start page tells who has signed for evidence, and when', async () => {
  const item = 'content/2568/items/o12.md'
  edit(item, '\nstaff_note:\n', '\nevidence:\n  - {requirement: 1, section: what, checked: {by: ปลัดคนใหม่, on: 2568-12-01}}\nstaff_note:\n')
  await page.goto(at('_prongsai/'))
  await says(main(page), /ปลัดคนใหม่ \d{4}-12-01/)
})

test('the answer sheet is a page to print', async () => {
  for (const [lang, none] of [['th', 'ปีนี้ไม่มีใบตอบ'], ['en', 'This year has no answer sheet']]) {
    await page.goto(at(`_prongsai/itas.html?year=2568&lang=${lang}`))
    await says(main(page), 'prongsai export itas --year 2568 --out itas-2568.xlsx')
    assert.ok(await page.locator('tbody tr').count() > 20)
    assert.ok(await page.locator('a.url').first().getAttribute('href').then(href => href.endsWith('/ita/2568/o1/')))
    await show(page, STATES.wide)
    assert.deepEqual(await axe(page), [])
    await page.goto(at(`_prongsai/itas.html?year=2500&lang=${lang}`))
    await says(main(page), none)
  }
})

test('each page of the preview leads to the same in the other language', async () => {
  for (const address of ['_prongsai/?', '_prongsai/itas.html?year=2568&']) {
    for (const [lang, other] of [['th', 'en'], ['en', 'th']]) {
      await page.goto(at(`${address}lang=${lang}`))
      await page.locator(`nav a[lang="${other}"]`).click()
      await page.waitForURL(at(`${address}lang=${other}`))
      await page.locator(`nav a[lang="${lang}"]`).waitFor()
    }
  }
})

test('the check lists are a page to print', async () => {
  for (const [lang, title] of [['th', 'แบบส่งข้อมูล'], ['en', 'Check list']]) {
    await page.goto(at(`_prongsai/check-list-2569.${lang}.html`))
    await says(main(page), title)
    assert.equal(await page.locator('html').getAttribute('lang'), lang)
    // A sheet each for those who are responsible, and one for what nobody is.
    assert.equal(await page.locator('h1').count(), 4)
    assert.equal(await page.locator('.new-page').count(), 3)
    await show(page, STATES.wide)
    assert.deepEqual(await axe(page), [])
  }
})

test('no page of the preview asks anyone else', async () => {
  for (const address of ['', 'en/', '_prongsai/', 'nowhere/']) await page.goto(at(address))
  assert.deepEqual(visit.told.requests.filter(url => !url.startsWith(preview.url)), [])
})

test('the search page finds what was just saved, and keeps the query', async () => {
  await open(page, 'search/?q=ภูเขาไฟ')
  await says(page.getByRole('status'), 'ไม่พบ')
  undo.push([PAGE, preview.read(PAGE)])
  preview.save(PAGE, `${preview.read(PAGE)}\nภูเขาไฟอยู่ใต้ทะเล\n`)
  await page.locator('#results mark', { hasText: 'ภูเขาไฟ' }).waitFor()
  await says(page.getByRole('status'), 'พบ 1 หน้า')
  assert.equal(await page.inputValue('#query'), 'ภูเขาไฟ')
  assert.deepEqual(visit.told.troubles, [])
})
