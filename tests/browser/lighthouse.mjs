// Lighthouse, as search engines and auditors run it: a cheap phone on a slow line, simulated.

import { launch as launchChrome } from 'chrome-launcher'
import run from 'lighthouse'

import { CHROMIUM, FLAGS } from './browser.mjs'

/** Starts a Chromium of its own for Lighthouse; ask it with `audit`, then `kill` it. */
export function launch() {
  return launchChrome({ chromePath: CHROMIUM, chromeFlags: ['--headless', '--no-sandbox', ...FLAGS], logLevel: 'silent' })
}

/** The scores of a page, 0 to 100 for each category, and the audits that take points away. */
export async function audit(chrome, url) {
  const { lhr } = await run(url, { port: chrome.port, logLevel: 'silent', output: 'json' })
  if (lhr.runtimeError) throw new Error(`Lighthouse fails on ${url}: ${lhr.runtimeError.message}`)
  const scores = {}
  const lost = []
  for (const [id, { score, auditRefs }] of Object.entries(lhr.categories)) {
    scores[id] = Math.round(score * 100)
    for (const { id: name, weight } of auditRefs) {
      const { score: part, title, displayValue = '' } = lhr.audits[name]
      if (weight > 0 && part !== null && part < 1) lost.push(`${id}: ${title} ${displayValue}`)
    }
  }
  return { scores, lost }
}
