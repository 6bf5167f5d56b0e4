// What is promised of every built file, without looking at it: sound HTML, a policy that lets nothing foreign in, no more
// weight than a cheap phone on a slow line can bear. Always over all files.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'

import { faultList } from './faults.mjs'
import { openSite, temporaryFolder } from './site.mjs'
import { vnu } from './vnu.mjs'

let site
before(async () => { site = await openSite() })
after(() => site?.close())

test('the Nu checker finds no error in any file', () => {
  const files = site.files.filter(file => /\.(html|css|svg)$/.test(file))
  assert.ok(files.length > 300, `${files.length} files`)
  const found = faultList()
  for (const { file, line, message } of vnu(files.map(file => path.join(site.folder, file)))) {
    found.add(`${path.relative(site.folder, file)}:${line}`, [message])
  }
  found.none()
})

test('the Nu checker finds the errors of a file that has some', () => {
  const folder = temporaryFolder()
  const write = (name, text) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const twice = '<!doctype html><html lang="en"><title>x</title><p id="a">1</p><p id="a">2</p>'
  const files = [write('a.html', twice), write('a.css', 'p { colour: red }'), write('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><blob/></svg>')]
  assert.deepEqual([...new Set(vnu(files).map(({ file }) => path.basename(file)))].sort(), ['a.css', 'a.html', 'a.svg'])
})

// The policy of a page, and what it must not allow.

const POLICY = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/

test('every page forbids all that is not its own', () => {
  const found = faultList()
  for (const page of site.pages) {
    const policy = new Map((POLICY.exec(page.html)?.[1] ?? '').split(';').map(part => part.trim().split(/\s+/)).map(([key, ...values]) => [key, values]))
    const faults = []
    if (policy.get('default-src')?.join() !== "'none'") faults.push("the policy does not begin with default-src 'none'")
    for (const [key, values] of policy) {
      const strange = values.filter(value => !["'self'", "'none'"].includes(value) && !(key === 'img-src' && value === 'data:'))
      if (strange.length) faults.push(`the policy allows ${strange} for ${key}`)
    }
    if (!policy.has('base-uri') || !policy.has('form-action')) faults.push('the policy says nothing of base-uri or form-action')
    const head = page.html.slice(0, page.html.search(POLICY))
    if (/<(link|script|style)\b/.test(head)) faults.push('the policy stands behind what it should govern')
    if (/\son[a-z]+="|\sstyle="|<style\b|href="javascript:/i.test(page.html)) faults.push('a style or a script stands in the page')
    found.add(`/${page.address}`, faults)
  }
  found.none()
})

test('every page tells search engines what it is', () => {
  const found = faultList()
  for (const page of site.pages) {
    const [, description = ''] = /<meta name="description"[^>]* content="([^"]*)">/.exec(page.html) ?? []
    found.add(`/${page.address}`, description.trim() ? [] : ['no description'])
  }
  found.none()
})

// Weights, compressed as hosts send them, of a first visit: the page and all that it loads.

const KILOBYTE = 1024

/** The most that a page may weigh, in kilobytes: its HTML, and all of its first visit; and how many requests it may make. */
function budget(kind) {
  if (kind.startsWith('ita/scores/')) return { html: 40, scripts: 0 }
  if (kind === 'search/') return { html: 20, scripts: 6 }
  if (kind.endsWith('/all/') || kind.includes('/analysis/')) return { html: 40, scripts: 0 }
  return { html: 12, scripts: 0, visit: 24, requests: 3 }
}

test('every page stays within its budget', () => {
  const weights = new Map()
  const weigh = file => {
    if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(path.join(site.folder, file))).length)
    return weights.get(file)
  }
  const found = faultList()
  for (const page of site.pages) {
    const most = budget(page.kind)
    const base = new URL(page.address, site.url)
    const loaded = loads(page.html).map(href => decodeURIComponent(new URL(href, base).pathname).slice(1))
    const weight = name => loaded.filter(file => name.test(file)).reduce((sum, file) => sum + weigh(file), 0)
    const over = (name, bytes, kilobytes) => bytes > kilobytes * KILOBYTE ? [`${name}: ${bytes} bytes, at most ${kilobytes} KB`] : []
    const faults = [...over('HTML', weigh(page.file), most.html), ...over('styles', weight(/\.css$/), 8), ...over('scripts', weight(/\.m?js$/), most.scripts)]
    if (most.visit) faults.push(...over('the first visit', weigh(page.file) + weight(/./), most.visit))
    if (most.requests && loaded.length + 1 > most.requests) faults.push(`${loaded.length + 1} requests, at most ${most.requests}`)
    if (loaded.filter(file => file.endsWith('.css')).length !== 1) faults.push('a page has one sheet of styles')
    if (/@font-face/.test(page.html)) faults.push('a page loads a font')
    found.add(`/${page.address}`, faults)
  }
  for (const css of site.files.filter(file => file.endsWith('.css'))) {
    found.add(css, /@font-face|@import|url\((?!["']?data:)/.test(readFileSync(path.join(site.folder, css), 'utf8')) ? ['styles load something more'] : [])
  }
  found.none()
})

/** Everything that a page makes a browser load by itself. */
function loads(html) {
  const tags = [...html.matchAll(/<(link|script|img|source|iframe|video|audio|object|embed)\b([^>]*)>/g)]
  return tags.flatMap(([, tag, attributes]) => {
    const [, href] = /\s(?:src|href|data)="([^"]+)"/.exec(attributes) ?? []
    const isLoaded = tag !== 'link' || /rel="(?:[^"]* )?(?:stylesheet|icon|preload|modulepreload|manifest)\b/.test(attributes)
    return href && isLoaded && !href.startsWith('data:') ? [href.split('?')[0]] : []
  })
}
