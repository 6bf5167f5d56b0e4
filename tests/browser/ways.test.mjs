// The answer sheet gives the assessor a path of clicks. Here a person walks each of them, from the home page, by what is written
// on what is clicked.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'

import { STATES, launch, newVisit, show } from './browser.mjs'
import { faultList } from './faults.mjs'
import { REPOSITORY, TODAY, openSite, program, temporaryFolder } from './site.mjs'

const YEAR = '2568'
const ITEMS = 28

let site
let browser
let source
before(async () => {
  source = temporaryFolder()
  cpSync(path.join(REPOSITORY, 'tests/sites/showcase/content'), path.join(source, 'content'), { recursive: true })
  site = await openSite(source)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  site?.close()
})

/** The answer sheet in a language. */
function sheet(lang) {
  const out = path.join(temporaryFolder(), 'sheet.json')
  const options = ['--site', source, '--lang', lang, 'export', 'itas', '--year', YEAR, '--out', out, '--today', TODAY, '--base-url', site.url, ...(lang === 'en' ? ['--english'] : [])]
  execFileSync(program(), options, { stdio: ['ignore', 'ignore', 'pipe'] })
  return JSON.parse(readFileSync(out, 'utf8'))
}

/** Clicks what is seen and is called `label`: a heading of the menu, or a link that leads to `to`. */
function click(page, { label, to }) {
  return page.evaluate(([label, to]) => {
    const called = one => one.textContent.replace(/\s+/g, ' ').trim() === label && one.checkVisibility({ visibilityProperty: true })
    const all = [...document.querySelectorAll(to === null ? 'summary' : 'a[href]')].filter(called)
    const one = to === null ? all[0] : all.find(link => link.href.split('#')[0] === to)
    one?.click()
    return Boolean(one)
  }, [label, to === null ? null : new URL(to, site.url).href.split('#')[0]])
}

for (const lang of ['th', 'en']) {
  test(`every path of the sheet leads to its item in two clicks, ${lang}`, async () => {
    const { page } = await newVisit(browser)
    await show(page, STATES.wide)
    const { items } = sheet(lang)
    assert.equal(items.length, ITEMS)
    const found = faultList()
    for (const item of items) {
      const faults = item.steps.length > 2 ? ['needs more than two clicks'] : []
      await page.goto(new URL(lang === 'en' ? 'en/' : '', site.url).href)
      for (const step of item.steps) {
        const moves = step.to === null ? Promise.resolve() : page.waitForURL(url => url.href.split('#')[0] === new URL(step.to, site.url).href.split('#')[0]).catch(() => faults.push(`${step.label} leads elsewhere`))
        if (!await click(page, step)) faults.push(`nothing to click is called ${step.label}`)
        else await moves
      }
      const end = new URL(page.url()).pathname.replace(/^\/en\//, '/')
      if (end !== new URL(item.address).pathname) faults.push(`ends at ${end}`)
      found.add(`${item.code} ${item.path}`, faults)
    }
    found.none()
  })
}
