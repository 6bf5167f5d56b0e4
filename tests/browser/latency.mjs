// From save to screen: how long after the end of a write the preview serves the changed page, and Chromium has painted it.
// Prints a Markdown table for each kind of edit, in milliseconds, median and 95th percentile of 50 edits.
//
//   node tests/browser/latency.mjs [--program FILE] [--edits N] [--kind body,catalogue,template,style] [SITE...]
//
// Without a SITE it measures a copy of the agency's own. Sites of other sizes:
// `cargo bench --bench sites -- --generate 1000 DIR`.
// The program should be a release build: `cargo build --release`.

import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'

import { launch } from './browser.mjs'
import { REPOSITORY, temporaryFolder } from './site.mjs'

const words = process.argv.slice(2)
const option = (name, otherwise) => (words.includes(name) ? words.splice(words.indexOf(name), 2)[1] : otherwise)
const program = path.resolve(option('--program', path.join(REPOSITORY, 'target/release/prongsai')))
const edits = Number(option('--edits', '50'))
const kinds = option('--kind', 'body,catalogue,template,style').split(',')
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
  // A site without a theme of its own is given the one that the program carries, so that it can be edited.
  if (!existsSync(path.join(site, 'themes'))) cpSync(path.join(REPOSITORY, 'themes'), path.join(site, 'themes'), { recursive: true })
  const serve = spawn(program, ['--site', site, '--lang', 'en', 'serve', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  process.on('exit', () => serve.kill('SIGKILL'))
  let said = ''
  const url = await new Promise(found => serve.stderr.on('data', part => {
    said += part
    const [address] = /http:\/\/localhost:\d+\//.exec(said) ?? []
    if (address) found(address)
  }))
  const waiting = new Set()
  let [rest, newest] = ['']
  http.get(`${url}_prongsai/events`, answer => answer.setEncoding('utf8').on('data', part => {
    const lines = (rest + part).split('\n')
    rest = lines.pop()
    for (const line of lines) if (line.startsWith('data: ')) {
      newest = JSON.parse(line.slice(6))
      for (const tell of waiting) tell(newest, now())
    }
  }))
  const next = wanted => new Promise(found => {
    const tell = (state, at) => wanted(state) && (waiting.delete(tell), found({ state, at }))
    waiting.add(tell)
  })
  /** The state once the preview has checked what it found and has said nothing new for a second. */
  const quiet = async () => {
    let seen
    do {
      seen = newest
      await new Promise(over => setTimeout(over, 1000))
    } while (seen !== newest || !newest?.parts.check)
    return newest
  }
  return { site, url, next, quiet, stop: () => serve.kill('SIGKILL') }
}

/** The newest year with items, and one of its items. */
function subject(site) {
  const years = readdirSync(path.join(site, 'content')).filter(name => /^\d{4}$/.test(name))
  const items = year => { try { return readdirSync(path.join(site, 'content', year, 'items')).filter(name => /^o\d+\.md$/.test(name)) } catch { return [] } }
  const year = years.filter(each => items(each).length > 5).at(-1)
  const file = items(year)[5]
  const number = /o0*(\d+)/.exec(file)[1]
  return { year, file: `content/${year}/items/${file}`, code: `O${number}`, address: `ita/${year}/o${number}/` }
}

/** How each kind of edit brings a mark into the page: the file, and its text with the mark. */
function edit(kind, { year, file, code }) {
  if (kind === 'body') return { file, marked: (text, mark) => `${text}\n${mark}\n` }
  if (kind === 'template') return { file: 'themes/default/templates/base.html', marked: (text, mark) => text.replace('</main>', `<p>${mark}</p></main>`) }
  if (kind === 'style') return { file: 'themes/default/static/style.css', marked: (text, mark) => `${text}\nmain { --mark: "${mark}" }\n` }
  // The title of the item, which stands in every list of its year.
  const title = new RegExp(`(code: ${code}\\b[^]*?title:\\s+\\{?th: )`)
  return { file: `content/${year}/catalogue.yaml`, marked: (text, mark) => text.replace(title, `$1${mark.slice(0, -1)} `) }
}

const percentile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))]

async function measure(source, kind, browser) {
  const of = await preview(source)
  const about = subject(of.site)
  const { file, marked } = edit(kind, about)
  const [whole, page] = [path.join(of.site, file), await browser.newPage()]
  const text = readFileSync(whole, 'utf8')
  // A catalogue of the program's own is not edited in the site.
  if (marked(text, 'x.') === text) return of.stop() && []
  const painted = new Map()
  let paint
  await page.exposeFunction('painted', (found, at) => { painted.has(found) || painted.set(found, at); paint?.() })
  await page.goto(of.url + about.address)
  await page.evaluate(kind => {
    let seen
    const look = () => {
      const where = kind === 'style' ? getComputedStyle(document.querySelector('main')).getPropertyValue('--mark') : document.body.textContent
      const found = /แก้ไขครั้งที่ \d+/.exec(where)?.[0]
      if (!found || found === seen) return
      seen = found
      // After the frame that shows it.
      requestAnimationFrame(() => setTimeout(() => window.painted(found, performance.timeOrigin + performance.now())))
    }
    const each = () => { look(); requestAnimationFrame(each) }
    if (kind === 'style') return each()
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true })
  }, kind)
  const counter = kind === 'style' ? 'style' : 'content'
  const served = kind === 'style' ? 'assets/style.css' : about.address
  const rows = []
  let count = (await of.quiet())[counter]
  for (let number = -3; number < edits; number += 1) {
    const mark = `แก้ไขครั้งที่ ${number + 1003}`
    const newer = state => state[counter] > count
    const shown = of.next(newer)
    const checked = of.next(state => newer(state) && state.parts.check > 0)
    writeFileSync(whole, marked(text, `${mark}.`))
    const before = now()
    const { state, at } = await shown
    const asked = now()
    if (!(await get(of.url + served)).includes(mark)) throw new Error(`${mark} is not served`)
    const arrived = now()
    await new Promise(found => { paint = () => painted.has(mark) && found(); paint() })
    const { state: last } = await checked
    count = last[counter]
    const { parts } = state
    if (number >= 0) rows.push({ watch: parts.noticed - before, read: parts.read, parse: parts.parse, push: at - parts.told, render: arrived - asked, check: last.parts.check, served: arrived - before, painted: painted.get(mark) - before, paint: painted.get(mark) - arrived })
    // The next edit comes when this one is quite over.
    await new Promise(over => setTimeout(over, 30))
  }
  await page.close()
  of.stop()
  return rows
}

const browser = await launch()
const names = { served: '**changed page served**', watch: '– watch', read: '– read', parse: '– parse and put together', push: '– push', render: '– render and send', check: 'check (beside)', painted: '**changed page painted**', paint: '– after it could be served' }
for (const kind of kinds) {
  const columns = []
  for (const site of sites) columns.push([path.basename(site), await measure(site, kind, browser)])
  console.log(`\n| ${kind}: ms, median / p95 of ${edits} edits | ${columns.map(([name]) => name).join(' | ')} |`)
  console.log(`| --- |${' ---: |'.repeat(columns.length)}`)
  for (const [key, name] of Object.entries(names)) {
    const cell = ([, rows]) => !rows.length ? '–' : [0.5, 0.95].map(part => percentile(rows.map(row => row[key]), part).toFixed(1)).join(' / ')
    console.log(`| ${name} | ${columns.map(cell).join(' | ')} |`)
  }
}
await browser.close()
process.exit(0)
