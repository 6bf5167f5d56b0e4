// The scores that Lighthouse gives to the main kinds of pages. By default to two of them, with PRONGSAI_TEST_ALL=1 to all, in
// both languages.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { audit, launch } from './lighthouse.mjs'
import { openSite, samplePages } from './site.mjs'

const KINDS = ['', 'ita/{year}/{code}/', 'ita/{year}/', 'ita/scores/', 'ita/{year}/measures/', 'search/']
const LEAST = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 }

let site
let chrome
before(async () => {
  site = await openSite()
  chrome = await launch()
})
after(() => {
  chrome?.kill()
  site?.close()
})

const all = process.env.PRONGSAI_TEST_ALL === '1'
for (const kind of all ? KINDS : KINDS.slice(0, 2)) {
  for (const lang of all ? ['th', 'en'] : ['th']) {
    test(`Lighthouse on /${kind} in ${lang}`, async told => {
      const page = samplePages(site.pages).find(page => page.kind === kind && page.lang === lang)
      const { scores, lost } = await best(new URL(page.address, site.url).href)
      told.diagnostic(`/${page.address}: ${JSON.stringify(scores)}`)
      for (const [category, least] of Object.entries(LEAST)) {
        assert.ok(scores[category] >= least, `${category} of /${page.address}: ${scores[category]}, at least ${least}\n${lost.join('\n')}`)
      }
    })
  }
}

/**
 * The audit of a page; where only the speed falls short, the best of three, for a busy machine slows Chromium and not the
 * page.
 */
async function best(url) {
  let found = await audit(chrome, url)
  for (let again = 0; again < 2 && found.scores.performance < LEAST.performance; again++) {
    const next = await audit(chrome, url)
    if (next.scores.performance > found.scores.performance) found = next
  }
  return found
}
