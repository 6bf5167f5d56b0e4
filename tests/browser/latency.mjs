// From save to screen: how long after the end of a write the preview serves the changed page, and Chromium has painted it.
// Prints one Markdown table, in milliseconds, median and 95th percentile of 50 edits.
//
//   node tests/browser/latency.mjs [--program FILE] [--edits N] [SITE...]
//
// Without a SITE it measures a copy of the agency's own. Sites of other sizes: `cargo bench --bench sites -- --generate 1000 DIR`.
// The program should be a release build: `cargo build --release`.

import { spawn } from 'node:child_process'
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'

import { launch } from './browser.mjs'
import { REPOSITORY, temporaryFolder } from './site.mjs'

const words = process.argv.slice(2)
const option = (name, otherwise) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : otherwise)
const program = path.resolve(option('--program', path.join(REPOSITORY, 'target/release/prongsai')))
const edits = Number(option('--edits', '50'))
const sites = words.length ? words.map(site => path.resolve(site)) : [REPOSITORY]

const now = () => performance.timeOrigin + performance.now()
const agent = new http.Agent({ keepAlive: true })

function get(url) {
  return new Promise((found, failed) => {
    http.get(url, { agent }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', part => (text += part)).on('end', () => found(text))
    }).on('error', failed)
  })
}

/** A copy of a site under preview, with the newest state that it told. */
async function preview(source) {
  const site = path.join(temporaryFolder(), 'site')
  for (const part of ['content', 'themes']) {
    try { cpSync(path.join(source, part), path.join(site, part), { recursive: true }) } catch (error) { if (error.code !== 'ENOENT') throw error }
  }
  const serve = spawn(program, ['--site', site, '--lang', 'en', 'serve', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  process.on('exit', () => serve.kill('SIGKILL'))
  let said = ''
  const url = await new Promise(found => serve.stderr.on('data', part => {
    said += part
    const [address] = /http:\/\/localhost:\d+\//.exec(said) ?? []
    if (address) found(address)
  }))
  const waiting = new Set()
  let rest = ''
  http.get(`${url}_prongsai/events`, answer => answer.setEncoding('utf8').on('data', part => {
    const lines = (rest + part).split('\n')
    rest = lines.pop()
    for (const line of lines) if (line.startsWith('data: ')) for (const tell of waiting) tell(JSON.parse(line.slice(6)), now())
  }))
  const next = wanted => new Promise(found => {
    const tell = (state, at) => wanted(state) && (waiting.delete(tell), found({ state, at }))
    waiting.add(tell)
  })
  return { site, url, next, stop: () => serve.kill('SIGKILL') }
}

/** The newest year with items, and one of its items. */
function subject(site) {
  const years = readdirSync(path.join(site, 'content')).filter(name => /^\d{4}$/.test(name))
  const items = year => { try { return readdirSync(path.join(site, 'content', year, 'items')).filter(name => /^o\d+\.md$/.test(name)) } catch { return [] } }
  const year = years.filter(each => items(each).length > 5).at(-1)
  const file = items(year)[5]
  return { year, file: `content/${year}/items/${file}`, address: `ita/${year}/${/o0*(\d+)/.exec(file)[0].replace(/o0*/, 'o')}/` }
}

const percentile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))]

async function measure(source, browser) {
  const of = await preview(source)
  const { file, address } = subject(of.site)
  const whole = path.join(of.site, file)
  const text = readFileSync(whole, 'utf8')
  const page = await browser.newPage()
  await page.goto(of.url + address)
  await page.evaluate(() => {
    new MutationObserver(() => {
      const found = /แก้ไขครั้งที่ \d+\./.exec(document.body.textContent)?.[0]
      if (!found || found === window.seen) return
      window.seen = found
      requestAnimationFrame(() => setTimeout(() => window.painted?.(found, performance.timeOrigin + performance.now())))
    }).observe(document.documentElement, { childList: true, subtree: true })
  })
  const painted = new Map()
  let paint
  await page.exposeFunction('painted', (found, at) => { painted.set(found, at); paint?.() })
  const rows = []
  for (let edit = -3; edit < edits; edit += 1) {
    const mark = `แก้ไขครั้งที่ ${edit + 3}.`
    let before
    const shown = of.next(state => before !== undefined && state.parts.noticed > before - 50 && state.content > (of.content ?? 0))
    const checked = of.next(state => before !== undefined && state.parts.noticed > before - 50 && state.content > (of.content ?? 0) && state.parts.check > 0)
    writeFileSync(whole, `${text}\n${mark}\n`)
    before = now()
    const { state, at } = await shown
    const asked = now()
    if (!(await get(of.url + address)).includes(mark)) throw new Error(`${mark} is not served`)
    const served = now()
    await new Promise(found => { paint = () => painted.has(mark) && found(); paint() })
    const { state: last } = await checked
    of.content = last.content
    const { parts } = state
    if (edit >= 0) rows.push({ watch: parts.noticed - before, read: parts.read, parse: parts.parse, push: at - parts.told, render: served - asked, check: last.parts.check, served: served - before, painted: painted.get(mark) - before, paint: painted.get(mark) - served })
    // The next edit comes when this one is quite over.
    await new Promise(over => setTimeout(over, 30))
  }
  await page.close()
  of.stop()
  return rows
}

const browser = await launch()
const columns = []
for (const site of sites) columns.push([path.basename(site), await measure(site, browser)])
await browser.close()
console.log(`| ms, median / p95 of ${edits} edits | ${columns.map(([name]) => name).join(' | ')} |`)
console.log(`| --- |${' ---: |'.repeat(columns.length)}`)
const names = { served: '**changed page served**', watch: '– watch', read: '– read', parse: '– parse and put together', push: '– push', render: '– render and send', check: 'check (beside)', painted: '**changed page painted**', paint: '– after it could be served' }
for (const [key, name] of Object.entries(names)) {
  const cell = ([, rows]) => [0.5, 0.95].map(part => percentile(rows.map(row => row[key]), part).toFixed(1)).join(' / ')
  console.log(`| ${name} | ${columns.map(cell).join(' | ')} |`)
}
process.exit(0)
