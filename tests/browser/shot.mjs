// Pictures of pages for people to look at: wide, narrow and dark as PNG, and the print as PDF.
//
//   node tests/browser/shot.mjs [--out FOLDER] [--site FOLDER | --url http://localhost:4000/] PAGE...
//
// PAGE is an address inside the site, `/`, `/ita/scores/`, `/en/`. With --url a site that runs already is looked at.

import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { STATES, launch, newVisit, show } from './browser.mjs'
import { REPOSITORY, openSite } from './site.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'target/shots' }, site: { type: 'string' }, url: { type: 'string' } },
})
const site = values.url ? { url: values.url, close() {} } : await openSite(values.site ? path.resolve(values.site) : REPOSITORY)
mkdirSync(values.out, { recursive: true })

const browser = await launch()
const { page } = await newVisit(browser)
for (const address of positionals.length ? positionals : ['/']) {
  await page.goto(new URL(address.replace(/^\//, ''), site.url).href)
  const name = path.join(values.out, address.replace(/^\/|\/$/g, '').replaceAll('/', '.') || 'home')
  for (const state of ['wide', 'narrow', 'dark']) {
    await show(page, STATES[state])
    await page.screenshot({ path: `${name}.${state}.png`, fullPage: true })
  }
  await show(page, STATES.wide)
  await page.pdf({ path: `${name}.print.pdf`, format: 'A4' })
  console.log(`${name}.{wide,narrow,dark}.png ${name}.print.pdf`)
}
await browser.close()
site.close()
