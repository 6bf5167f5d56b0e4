// The search in a real Chromium: what the script finds, shows, says aloud and keeps in the address. The site is the agency's
// with the pages of tests/search/content; what each query must find is in tests/search/queries.txt.

import assert from 'node:assert/strict'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { badStops } from './focus.mjs'
import { wrongLanguage } from './language.mjs'
import { setSpacing, unreadable } from './layout.mjs'
import { audit, launch as launchChrome } from './lighthouse.mjs'
import { REPOSITORY, openSite, temporaryFolder } from './site.mjs'

const data = name => readFileSync(path.join(REPOSITORY, 'tests/search', name), 'utf8')

/** The lines of the file of queries: language, what is typed, the pages. */
const QUERIES = data('queries.txt').split('\n').filter(line => line && !line.startsWith('#')).map(line => {
  const [asked, pages] = line.split(/ =>(?: |$)/)
  const [, lang, typed] = /^(th|en) (.*)$/.exec(asked)
  return { lang, typed, pages: pages ? pages.split(' ') : [] }
})

let site
let browser
before(async () => {
  const source = path.join(temporaryFolder(), 'site')
  for (const folder of ['content', 'themes']) cpSync(path.join(REPOSITORY, folder), path.join(source, folder), { recursive: true })
  cpSync(path.join(REPOSITORY, 'tests/search/content'), path.join(source, 'content'), { recursive: true })
  site = await openSite(source)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  site?.close()
})

/** The search page of a language, with a query in its address. */
const url = (lang, query) => new URL(`${lang === 'en' ? 'en/' : ''}search/${query === undefined ? '' : `?q=${encodeURIComponent(query)}`}`, site.url).href

/** Waits until the results are those of what was typed last. */
const settled = page => page.waitForFunction(() => document.getElementById('results').ariaBusy === 'false')

async function visit(lang, query, options) {
  const opened = await newVisit(browser, options)
  await opened.page.goto(url(lang, query))
  if (query !== undefined) await settled(opened.page)
  return opened
}

const told = page => page.textContent('#found')
const links = page => page.evaluate(() => [...document.querySelectorAll('#results a')].map(link => new URL(link.href).pathname))

test('every query finds the pages that a plain scan of the content finds', async () => {
  assert.ok(QUERIES.length >= 200)
  const found = faultList()
  for (const lang of ['th', 'en']) {
    const { page, context, told } = await visit(lang)
    const own = QUERIES.filter(query => query.lang === lang)
    // The scan of the content knows no synonyms: a word with some finds what each of them finds.
    const synonyms = await page.evaluate(() => SYNONYMS)
    const alike = typed => synonyms.find(words => words.includes(typed)) ?? [typed]
    for (const { typed } of own) {
      const pages = [...new Set(own.filter(query => alike(typed).includes(query.typed)).flatMap(query => query.pages))]
      const shown = await page.evaluate(async ([typed, open]) => {
        const input = document.getElementById('query')
        const results = document.getElementById('results')
        input.value = typed
        if (open) input.dispatchEvent(new Event('input'))
        else input.form.requestSubmit()
        while (results.ariaBusy !== 'false') await new Promise(later => requestAnimationFrame(later))
        const more = document.getElementById('more')
        while (!more.hidden) more.click()
        return {
          pages: [...results.querySelectorAll('a')].map(link => new URL(link.href).pathname).sort(),
          told: document.getElementById('found').textContent,
          unmarked: [...results.children].filter(item => !item.querySelector('mark')).length,
          query: new URL(location.href).searchParams.get('q'),
        }
      }, [typed.replace(/…$/, ''), typed.endsWith('…')])
      const faults = []
      if (shown.pages.join() !== pages.toSorted().join()) faults.push(`found ${shown.pages.join(' ') || 'nothing'}, not ${pages.join(' ') || 'nothing'}`)
      if (pages.length && Number(/\d+/.exec(shown.told)) !== pages.length) faults.push(`says “${shown.told}” of ${pages.length} pages`)
      if (!pages.length && !/ไม่พบ|No page/.test(shown.told)) faults.push(`says “${shown.told}” of nothing`)
      // A page found by its code as it is misread has no such word to mark.
      if (shown.unmarked && !/[๐0][๐-๙0-9]/.test(typed)) faults.push(`marks nothing in ${shown.unmarked} results`)
      if (shown.query !== typed.replace(/…$/, '').trim()) faults.push(`has the address of “${shown.query}”`)
      found.add(`${lang} ${typed}`, faults)
    }
    found.add(lang, told.troubles)
    await context.close()
  }
  found.none()
})

test('spellings are one by the vectors that prongsai shares', async () => {
  const { page, context } = await visit('th')
  const vectors = JSON.parse(data('vectors.json'))
  const made = await page.evaluate(texts => texts.map(text => normalise(text)), vectors.map(([written]) => written))
  assert.deepEqual(made, vectors.map(([, normal]) => normal))
  await context.close()
})

test('titles come before headings, and headings before texts', async () => {
  const { page, context } = await visit('th', 'o12')
  const codes = (await page.locator('#results a').allTextContents()).map(title => title.split(' ')[0])
  assert.deepEqual(codes.slice(0, 4), ['O12', 'O12', 'O12', 'O12'])
  assert.equal((await links(page))[0], '/ita/2569/o12/', 'the newest year comes first')
  await page.goto(url('th', 'สถานที่'))
  await settled(page)
  assert.equal((await links(page))[0], '/news/2569-02-10-water/', 'it stands in a heading')
  await page.goto(url('th', 'นำ'))
  await settled(page)
  assert.ok((await links(page)).slice(0, 2).includes('/services/import/'), 'its title begins with it')
  await context.close()
})

test('results show where the words stand, with whole letters and in their language', async () => {
  const { page, context } = await visit('th', 'น้ำ ท่อ')
  const [item] = await page.locator('#results li').all()
  assert.deepEqual([...new Set(await item.locator('mark').allTextContents())].sort(), ['ท่อ', 'น้ำ'])
  await page.goto(url('th', 'น้ำดื่ม'))
  await settled(page)
  assert.deepEqual(await page.locator('#results h2 mark').allTextContents(), ['น\u0e4d\u0e49าดื่ม'], 'as it is written there')
  await page.goto(url('en', 'สัตว์'))
  await settled(page)
  assert.equal(await page.locator('#results p').getAttribute('lang'), 'th')
  await context.close()
})

test('a search needs no mouse', async () => {
  const { page, context } = await visit('th')
  while (await page.evaluate(() => document.activeElement.id) !== 'query') await page.keyboard.press('Tab')
  await page.keyboard.type('มาตรการ')
  await settled(page)
  const input = await page.evaluate(() => document.activeElement.id)
  assert.equal(input, 'query', 'the focus stays in the field')
  await page.keyboard.press('Enter')
  await settled(page)
  await page.keyboard.press('ArrowDown')
  assert.equal(await page.evaluate(() => document.activeElement === document.querySelector('#results a')), true)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'query')
  const more = page.locator('#more')
  await more.focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('#results a')].indexOf(document.activeElement)), 20, 'the first of the new ones')
  const href = await page.evaluate(() => document.activeElement.href)
  await page.keyboard.press('Enter')
  await page.waitForURL(href)
  await page.goBack()
  await settled(page)
  assert.equal(await page.inputValue('#query'), 'มาตรการ', 'the way back leads to the results')
  await context.close()
})

test('what became of a search is told aloud, and nothing else changes by itself', async () => {
  const { page, context } = await visit('en')
  const said = () => page.getByRole('status').textContent()
  assert.equal(await said(), '')
  assert.equal(await page.getByRole('search').getByRole('searchbox', { name: 'Search all pages' }).count(), 1)
  await page.fill('#query', 'dialysis')
  await settled(page)
  assert.equal(await said(), '1 page found')
  await page.fill('#query', 'drought water')
  await settled(page)
  assert.match(await said(), /^\d+ pages? found$/)
  await page.fill('#query', 'unicorn')
  await settled(page)
  assert.match(await said(), /^No page has all of these words/)
  assert.equal(await page.locator('#pages').isVisible(), false)
  await page.fill('#query', '')
  await settled(page)
  assert.equal(await said(), '')
  assert.equal(await page.locator('#pages').isVisible(), true)
  assert.equal(page.url(), url('en'))
  await context.close()
})

test('the address carries the query, both ways', async () => {
  const { page, context } = await visit('th', 'จัดซื้อจัดจ้าง ๒๕๖๘')
  assert.equal(await page.inputValue('#query'), 'จัดซื้อจัดจ้าง ๒๕๖๘')
  assert.notEqual((await links(page)).length, 0)
  const before = await page.evaluate(() => history.length)
  await page.fill('#query', 'สินบน')
  await settled(page)
  assert.equal(page.url(), url('th', 'สินบน'))
  assert.equal(await page.evaluate(() => history.length), before, 'typing leaves no trail')
  await context.close()
})

test('signs of markup in a query are text', async () => {
  for (const query of ['<img src=x onerror=alert(1)>', '"><script>', '.*', '$&', '\\', '%', '#']) {
    const { page, context, told: heard } = await visit('th', query)
    assert.equal(await page.inputValue('#query'), query)
    assert.equal(await page.locator('main img, main script').count(), 0)
    assert.deepEqual(heard.troubles, [])
    await context.close()
  }
})

test('only the parts of the index that can hold the words are fetched, once', async () => {
  const { page, context, told } = await visit('th', 'เฮลิคอปเตอร์')
  const files = () => told.requests.map(asked => new URL(asked)).filter(asked => asked.pathname.endsWith('.txt')).map(asked => asked.pathname)
  assert.deepEqual(files(), ['/search/index.txt'])
  await page.fill('#query', 'ทุจริต')
  await settled(page)
  const all = files()
  await page.fill('#query', 'ทุจริต สินบน')
  await settled(page)
  assert.deepEqual(files(), all)
  assert.ok(told.requests.every(asked => asked.startsWith(site.url)))
  await context.close()
})

test('without scripts the page is a list of all pages, and offers no search', async () => {
  for (const lang of ['th', 'en']) {
    const { page, context } = await visit(lang, undefined, { javaScriptEnabled: false })
    assert.equal(await page.locator('#search').isVisible(), false)
    assert.equal(await page.locator('.unscripted').isVisible(), true)
    const links = await page.locator('#pages a').all()
    const hrefs = await Promise.all(links.map(link => link.getAttribute('href')))
    const listed = new Set(hrefs.map(href => new URL(href, page.url()).href))
    const missing = site.pages.filter(one => one.lang === lang && !one.file.endsWith('404.html') && !listed.has(new URL(one.address, site.url).href))
    assert.deepEqual(missing.map(one => one.address), [])
    await context.close()
  }
})

test('where the index cannot be had, titles are searched, and the page says so', async () => {
  const { page, context } = await newVisit(browser)
  await page.goto(pathToFileURL(path.join(site.folder, 'search/index.html')).href)
  await page.fill('#query', 'มาตรการ e-service')
  await page.keyboard.press('Enter')
  await settled(page)
  assert.match(await told(page), /เฉพาะชื่อหน้า พบ 0 หน้า/)
  await page.fill('#query', 'มาตรการ')
  await settled(page)
  const shown = await page.locator('#pages a:visible').allTextContents()
  assert.ok(shown.length > 3 && shown.every(title => title.includes('มาตรการ')), shown.join('\n'))
  await page.fill('#query', '')
  await settled(page)
  assert.ok(await page.locator('#pages a:visible').count() > 180)
  await context.close()
})

test('a failure of the line is told, and the next search tries again', async () => {
  const { page, context } = await visit('en')
  await page.route('**/*.txt*', route => route.abort())
  await page.fill('#query', 'procurement')
  await settled(page)
  assert.match(await told(page), /^The search data could not be loaded/)
  await page.unroute('**/*.txt*')
  await page.fill('#query', 'procurement 2568')
  await settled(page)
  assert.match(await told(page), /^\d+ pages found$/)
  await context.close()
})

test('results can be read by all, in every state of the page', async () => {
  const found = faultList()
  for (const [lang, query] of [['th', 'จัดซื้อจัดจ้าง'], ['en', 'corruption'], ['en', 'unicorn']]) {
    const { page, context, told } = await visit(lang, query)
    for (const [state, shown] of Object.entries(STATES)) {
      await show(page, shown)
      found.add(`${query} (${state})`, await axe(page))
    }
    await show(page, STATES.narrow)
    found.add(query, await unreadable(page))
    await setSpacing(page, true)
    found.add(`${query} (spacing)`, await unreadable(page))
    await setSpacing(page, false)
    await show(page, STATES.wide)
    found.add(query, await wrongLanguage(page))
    found.add(query, await badStops(page))
    found.add(query, told.troubles)
    await context.close()
  }
  found.none()
})

test('Lighthouse finds no fault in a page of results', async () => {
  const chrome = await launchChrome()
  try {
    const { scores, lost } = await audit(chrome, url('th', 'จัดซื้อจัดจ้าง'))
    for (const category of ['accessibility', 'best-practices', 'seo']) assert.equal(scores[category], 100, `${category}\n${lost.join('\n')}`)
  } finally {
    chrome.kill()
  }
})
