// The probes themselves: each finds its fault in a page made to have it, and none in the page without it.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { axe } from './axe.mjs'
import { STATES, launch, newVisit, show } from './browser.mjs'
import { badStops } from './focus.mjs'
import { wrongLanguage } from './language.mjs'
import { setSpacing, setTextSize, unreadable } from './layout.mjs'

let browser
let visit
before(async () => {
  browser = await launch()
  visit = await newVisit(browser)
})
after(() => browser?.close())

/** Shows a page with this body. */
async function body(html, css = '') {
  await show(visit.page, STATES.narrow)
  await visit.page.setContent(`<!doctype html><html lang="th"><title>หน้า</title>
    <style>body { margin: 0; font: 1rem/1.75 sans-serif } ${css}</style><main><h1>หน้า</h1>${html}</main>`)
  return visit.page
}

/** What a reader sets for comfort, and back. */
const READER = {
  spacing: [page => setSpacing(page, true), page => setSpacing(page, false)],
  large: [page => setTextSize(page, 32), page => setTextSize(page, 16)],
}

// [what is wrong, body and styles with the fault, without it, what the reader does, the words of the fault]
const LAYOUT = [
  ['a box wider than the window', ['<div style="width: 400px">กว้าง</div>'], ['<div style="width: 300px">กว้าง</div>'], , /400 px wide/],
  ['text that leaves the window where it cannot be scrolled to',
    ['<div style="overflow: hidden"><p style="white-space: nowrap">หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง สิบสาม</p></div>'],
    ['<div style="overflow: auto"><p style="white-space: nowrap">หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง สิบสาม</p></div>'], , /leaves the window/],
  ['a line cut off below', ['<p class="box">หนึ่ง<br>สอง</p>', '.box { height: 28px; overflow: hidden }'],
    ['<p class="box">หนึ่ง<br>สอง</p>', '.box { height: 56px; overflow: hidden }'], , /"สอง" is cut off by p.box/],
  ['a label that is cut off when letters stand apart', ['<p class="box">ประกาศผลการจัดซื้อ</p>', '.box { width: 150px; white-space: nowrap; overflow: clip }'],
    ['<p class="box">ประกาศผลการจัดซื้อ</p>', '.box { width: 250px; white-space: nowrap; overflow: clip }'], 'spacing', /is cut off by p.box/],
  ['a box of fixed height whose text runs into the next', ['<p class="box">หนึ่ง สอง สาม สี่ ห้า หก เจ็ด</p><p>ต่อไป</p>', 'p { margin: 0 } .box { height: 28px }'],
    ['<p class="box">หนึ่ง สอง สาม สี่ ห้า หก เจ็ด</p><p>ต่อไป</p>', 'p { margin: 0 } .box { min-height: 28px }'], 'large', /are drawn over each other/],
]
for (const [wrong, faulty, sound, reader, words] of LAYOUT) {
  test(wrong, async () => {
    const look = async parts => {
      const page = await body(...parts)
      const [set, back] = READER[reader] ?? [() => {}, () => {}]
      await set(page)
      const faults = await unreadable(page)
      await back(page)
      return faults
    }
    assert.match((await look(faulty)).join('\n'), words)
    assert.deepEqual(await look(sound), [])
  })
}

const FOCUS = [
  ['a control without an outline', ['<a href="#a">ไป</a>', 'a:focus { outline: none }'], ['<a href="#a">ไป</a>'], /a "ไป" has no outline/],
  ['an outline that can hardly be seen', ['<a href="#a">ไป</a>', ':focus { outline: 3px solid #ccc }'],
    ['<a href="#a">ไป</a>', ':focus { outline: 3px solid #06c }'], /contrast of 1.6/],
  ['a control that is covered', ['<a href="#a">ไป</a><div style="position: fixed; inset: 0; background: #fff"></div>'], ['<a href="#a">ไป</a>'], /behind something else/],
  ['a control out of sight', ['<a href="#a" style="position: fixed; left: -999px">ไป</a>'], ['<a href="#a">ไป</a>'], /out of sight/],
  ['a control that keeps the focus',
    ['<button onkeydown="event.preventDefault()">หยุด</button><a href="#a">ไป</a>'], ['<button>หยุด</button><a href="#a">ไป</a>'], /does not let the focus go on\n.*reaches 1 of 2/],
  ['an outline that is painted over', ['<div style="overflow: hidden; width: 40px"><a href="#a" style="display: block">ไป</a></div>', ':focus { outline: 3px solid #06c; outline-offset: 1px }'],
    ['<div style="overflow: hidden; width: 40px"><a href="#a" style="display: block">ไป</a></div>', ':focus { outline: 3px solid #06c; outline-offset: -3px }'], /looks the same/],
]
for (const [wrong, faulty, sound, words] of FOCUS) {
  test(wrong, async () => {
    assert.match((await badStops(await body(...faulty), { paint: true })).join('\n'), words)
    assert.deepEqual(await badStops(await body(...sound), { paint: true }), [])
  })
}

const LANGUAGE = [
  ['Thai that is marked as English', '<p lang="en">Item ข้อมูล</p>', '<p lang="en">Item <span lang="th">ข้อมูล</span> ฿5</p>', /Thai is marked as "en" in p: "Item ข้อมูล"/],
  ['a Thai label in an English part', '<p lang="en"><a href="#a" aria-label="ข้อมูล">Data</a></p>', '<p lang="en"><a href="#a" aria-label="Data">Data</a></p>', /a\[aria-label\]/],
  ['an English sentence that is marked as Thai', '<p>The procurement table is awaited from the agency</p>',
    '<p>ตาราง <span lang="en">The procurement table is awaited from the agency</span> Integrity and Transparency Assessment (ITA)</p>', /marked as Thai in p: "The procurement table/],
]
for (const [wrong, faulty, sound, words] of LANGUAGE) {
  test(wrong, async () => {
    assert.match((await wrongLanguage(await body(faulty))).join('\n'), words)
    assert.deepEqual(await wrongLanguage(await body(sound)), [])
  })
}

test('grey letters on grey, in the dark alone', async () => {
  const page = await body('<p>ข้อความ</p>', '@media (prefers-color-scheme: dark) { body { background: #000; color: #222 } }')
  assert.deepEqual(await axe(page), [])
  await show(page, STATES.dark)
  assert.match((await axe(page)).join('\n'), /color-contrast/)
})

test('a page that asks a stranger, and a script that fails', async () => {
  await body('<img src="http://stranger.example/count.png" alt=""><script>missing()</script>')
  assert.deepEqual(visit.told.requests.filter(url => url.includes('stranger')), ['http://stranger.example/count.png'])
  assert.match(visit.told.troubles.join('\n'), /missing is not defined/)
})
