// Searches all pages of a language in the browser, without a server. The index is made by prongsai: `index.txt` names every
// page, its parts hold the texts; a part is fetched only if it can hold what is looked for. All are JSON in Windows-874,
// where a Thai letter is one byte. The words that are shown stand in the page. Text is set as text, never as HTML.
'use strict'

/** Results that are shown at once. */
const SHOWN = 20
/** What belongs to the letter before it. */
const JOINED = '\\u0e31\\u0e33-\\u0e3a\\u0e47-\\u0e4e\\u0300-\\u036f'
const HIDDEN = '\\u200b-\\u200d\\u2060\\ufeff\\u00ad'
/** A Thai letter with what belongs to it, and no sign. */
const LETTER = '[\\u0e01-\\u0e2e\\u0e30-\\u0e3a\\u0e40-\\u0e45\\u0e47-\\u0e4e]'
const joined = new RegExp(`[${JOINED}]`)
const letters = new RegExp(`[^][${JOINED}]*`, 'gu')
const letter = /[\p{L}\p{M}\p{N}]/u
const thai = /[\u0e00-\u0e7f]/

/** The form in which two spellings that look alike are equal: that of prongsai itself, with the same tests. */
function normalise(text) {
  return text
    .replace(new RegExp(`[${HIDDEN}]`, 'g'), '')
    .replace(/[๐-๙]/g, digit => digit.charCodeAt(0) - 0xe50)
    .replace(/\p{CWL}/gu, letter => letter.toLowerCase())
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .normalize('NFC')
    .replace(/เเ/g, 'แ')
    .replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/g, '$1\u0e33')
    // A vowel mark goes before a tone.
    .replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4b]{2,}/g, marks => marks.replace(/[\u0e48-\u0e4b]/g, '') + marks.replace(/[^\u0e48-\u0e4b]/g, ''))
    .normalize('NFC')
    // Abbreviations have no stops, and amounts no commas.
    .replace(new RegExp(`(${LETTER})\\.`, 'g'), '$1')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
}

/** The words that are looked for, each with those that mean the same. The last is `open` while it is being typed: it may end within a letter. */
function terms(query, typing) {
  const words = normalise(query).split(/\s+/).filter(Boolean)
  const open = typing && !/\s$/.test(query)
  return words.map((text, at) => {
    const own = { text, open: open && at === words.length - 1 }
    const same = SYNONYMS.filter(all => all.includes(text)).flat().filter(word => word !== text)
    return { ways: [own, ...same.map(text => ({ text }))] }
  })
}

/** Where a term stands in normal text, or -1. It never ends before a vowel or a tone that belongs to its last letter. */
function find(text, term, from = 0) {
  let at = text.indexOf(term.text, from)
  while (at >= 0 && !term.open && joined.test(text[at + term.text.length] ?? '')) at = text.indexOf(term.text, at + 1)
  return at
}

/** The first place of a term, in any of its ways, or -1. */
function first(text, term) {
  const found = term.ways.map(way => find(text, way)).filter(at => at >= 0)
  return found.length ? Math.min(...found) : -1
}

/** Where a way of a term stands in no longer word that people mean something else by, as งบประมาณ does in ปีงบประมาณ. */
function apart(text, way) {
  const longer = LONGER.filter(word => word !== way.text && word.includes(way.text))
  let at = find(text, way)
  while (at >= 0 && longer.some(word => text.startsWith(word, at - word.indexOf(way.text)))) at = find(text, way, at + 1)
  return at
}

// The index

/** Whether a part can hold a term, by the pairs of letters that it has. prongsai has the same arithmetic. */
function mayHold(pairs, term) {
  const all = term.text.match(letters)
  // Half a letter at an end has no pair.
  if (joined.test(all[0][0])) all.shift()
  if (term.open) all.pop()
  return all.slice(1).every((letter, at) => {
    let hash = 0
    for (const unit of (all[at] + letter).split('')) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619)
    const place = (hash ^ (hash >>> 15)) >>> 0 & pairs.length * 4 - 1
    return pairs.charCodeAt(place >> 2) - 97 >> (place & 3) & 1
  })
}

const fetched = new Map()

/** A file of the index, fetched once. */
function load(url) {
  const fresh = async () => {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(answer.status)
    return JSON.parse(new TextDecoder('windows-874').decode(await answer.arrayBuffer()))
  }
  if (!fetched.has(url)) fetched.set(url, fresh().catch(error => { fetched.delete(url); throw error }))
  return fetched.get(url)
}

/** The page at a place of the index, ready to be searched: its fields in normal form beside the texts as they are written. */
function prepare(start, at, blocks) {
  const [href, code, title, section] = start.pages[at]
  const plain = normalise(code)
  return {
    href, name: code ? `${code} ${title}` : title, section: start.sections[section],
    // The letter O is often taken for a nought.
    codes: [plain, plain.replace(/^o(?=\d+$)/, '0')],
    title: normalise(title),
    headings: normalise(blocks.filter((_, odd) => odd % 2 === 0).join('\n')),
    body: normalise([...blocks.filter((_, odd) => odd % 2), start.sections[section]].join('\n')),
    blocks: blocks.flatMap((heading, even) => even % 2 ? [] : [[heading, blocks[even + 1]].filter(Boolean).join(' · ')]),
  }
}

/** The pages of the parts that can hold all terms. */
async function candidates(url, wanted) {
  const start = await load(url)
  const parts = start.parts.map(([name, pairs], part) => wanted.every(term => term.ways.some(way => mayHold(pairs, way))) && readPart(start, new URL(name, url), part))
  return (await Promise.all(parts.filter(Boolean))).flat()
}

const prepared = new Map()

async function readPart(start, url, part) {
  const texts = await load(url.href)
  if (!prepared.has(part)) prepared.set(part, texts.map((blocks, at) => prepare(start, part * start.size + at, blocks)))
  return prepared.get(part)
}

/** How good a result the page is for a way of a term, the least first: in which field it stands, then how early. */
function rate(page, way, synonym) {
  const fields = [page.codes.includes(way.text) ? [way.text] : [], [page.title], page.codes, [page.headings], [page.body]]
  for (const [inside, where] of [apart, find].entries()) {
    for (const [level, texts] of fields.entries()) {
      const at = Math.max(-1, ...texts.map(text => where(text, way)))
      // Of equal ones that comes first where it begins a word.
      if (at >= 0) return [inside * fields.length + level + (synonym ? 0.5 : 0) + (at && letter.test(texts[0][at - 1] ?? '') ? 0.25 : 0), at]
    }
  }
}

/** How good a result the page is. Undefined without one of the terms. */
function worth(page, wanted) {
  const rates = wanted.map(term => term.ways.map((way, at) => rate(page, way, at)).filter(Boolean).sort((a, b) => a[0] - b[0])[0])
  if (rates.every(Boolean)) return [0, 1].map(part => rates.reduce((sum, rate) => sum + rate[part], 0))
}

/** The pages that have every term, the best first; of equal ones those of no year, then the newest. */
function rank(pages, wanted) {
  const year = page => Number(/(?:^|\/)(\d{4})\//.exec(page.href)?.[1] ?? Infinity)
  const found = pages.map(page => ({ page, year: year(page), worth: worth(page, wanted) })).filter(one => one.worth)
  found.sort((a, b) => a.worth[0] - b.worth[0] || (a.year === b.year ? a.worth[1] - b.worth[1] : b.year - a.year))
  return found.map(one => one.page)
}

// What is shown

const unit = new RegExp(`(?:เ[${HIDDEN}]*เ|[^])(?:\\u0e4d[\\u0e48-\\u0e4b${HIDDEN}]*\\u0e32|[${JOINED}${HIDDEN}])*(?:(?<=${LETTER}[${HIDDEN}]*)\\.|(?<=[0-9๐-๙]),(?=[0-9๐-๙]{3}(?![0-9๐-๙])))?`, 'gu')

/** Where the terms stand in a text as it is written: pairs of places, in order, apart from each other. */
function places(written, wanted) {
  let plain = ''
  // For every sign of the normal form, where in the written text its letter begins.
  const origin = []
  for (const { 0: letter, index } of written.matchAll(unit)) {
    const form = normalise(letter).replace(/(?<=.),$/, '')
    plain += form
    origin.push(...Array(form.length).fill(index))
  }
  const found = []
  for (const way of wanted.flatMap(term => term.ways)) {
    for (let at = find(plain, way); at >= 0; at = find(plain, way, at + way.text.length)) {
      let end = at + way.text.length
      while (end < plain.length && origin[end] === origin[end - 1]) end++
      found.push([origin[at], origin[end] ?? written.length])
    }
  }
  found.sort((a, b) => a[0] - b[0])
  return found.filter(([from], at) => !found.slice(0, at).some(([, end]) => end > from))
}

function element(name, parts, attributes = {}) {
  const made = document.createElement(name)
  made.append(...parts)
  for (const key in attributes) made.setAttribute(key, attributes[key])
  return made
}

/** An element with a text, the found terms marked; in the language of the text. */
function marked(name, written, wanted, attributes, found = places(written, wanted), from = 0, to = written.length) {
  const parts = []
  let done = from
  for (const [start, end] of found.filter(([start, end]) => start >= from && end <= to)) {
    parts.push(written.slice(done, start), element('mark', [written.slice(start, end)]))
    done = end
  }
  parts.push(written.slice(done, to))
  if (from > 0) parts.unshift('… ')
  if (to < written.length) parts.push(' …')
  const foreign = document.documentElement.lang !== 'th' && thai.test(written.slice(from, to)) ? { lang: 'th' } : {}
  return element(name, parts, { ...attributes, ...foreign })
}

/** The part of a page that shows the most terms. */
function excerpt(page, wanted) {
  const seen = page.blocks.map(text => wanted.filter(term => first(normalise(text), term) >= 0).length)
  const text = page.blocks[seen.indexOf(Math.max(...seen))]
  if (!text) return []
  const found = places(text, wanted)
  const begin = found[0]?.[0] ?? 0
  // From a space where there is one near, and never within a letter.
  const whole = at => { while (at < text.length && joined.test(text[at])) at++; return at }
  const space = text.indexOf(' ', Math.max(0, begin - 60)) + 1
  const from = begin < 80 ? 0 : space && space <= begin ? space : whole(begin - 40)
  return [marked('p', text, wanted, {}, found, from, Math.min(text.length, whole(from + 220)))]
}

function result(page, wanted) {
  const link = marked('a', page.name, wanted, { href: form.dataset.root + page.href })
  const heading = [link]
  if (page.section && page.section !== page.name) heading.push(' ', marked('span', page.section, wanted, { class: 'kind' }))
  return element('li', [element('h2', heading), ...excerpt(page, wanted)])
}

const [form, query, told, results, more, doors, all] = ['search', 'query', 'found', 'results', 'more', 'doors', 'pages'].map(id => document.getElementById(id))
const SYNONYMS = (form.dataset.synonyms ?? '').split(';').map(all => all.split('=').map(word => normalise(word).trim()).filter(Boolean)).filter(all => all.length > 1)
const LONGER = normalise(form.dataset.longer ?? '').split(/\s+/).filter(Boolean)
let [waiting, turn, pages, wanted] = [0, 0, [], []]

/** Tells the reader, aloud where a screen reader is used, what became of the search. */
function say(word, count) {
  told.textContent = (form.dataset[word] ?? '').replace('#', count)
}

/** Shows more of the results; moves to the first of them if the reader asked. */
function showMore(move) {
  const at = results.children.length
  results.append(...pages.slice(at, at + SHOWN).map(page => result(page, wanted)))
  more.hidden = results.children.length >= pages.length
  if (move) results.children[at]?.querySelector('a').focus()
}

/** The complete list of the page: where the index cannot be had, only what has every term in its title. Tells how much that is. */
function filterList(wanted) {
  let count = 0
  for (const item of all.querySelectorAll('li')) {
    const title = normalise(item.textContent)
    item.hidden = !wanted.every(term => first(title, term) >= 0)
    count += !item.hidden
  }
  for (const list of all.querySelectorAll('ul')) {
    list.hidden = list.previousElementSibling.hidden = !list.querySelector('li:not([hidden])')
  }
  return count
}

/** What is looked for stands in the address, so that it can be kept and sent on. */
function keep(text) {
  const address = new URL(location.href)
  address.searchParams.delete('q')
  if (text) address.searchParams.set('q', text)
  try {
    if (address.href !== location.href) history.replaceState(history.state, '', address)
  } catch {
    // Some browsers forbid it for pages on a disk.
  }
}

async function search(typing) {
  const mine = ++turn
  const looked = terms(query.value, typing)
  keep(query.value.trim())
  let [found, failed] = [[], false]
  try {
    if (looked.length && results.hidden) say('wait')
    if (looked.length) found = rank(await candidates(new URL(form.dataset.index, location.href).href, looked), looked)
  } catch {
    failed = true
  }
  // What was typed meanwhile has a search of its own.
  if (mine !== turn) return
  pages = found
  wanted = looked
  const titles = filterList(failed ? wanted : [])
  all.hidden = wanted.length > 0 && !failed
  results.hidden = pages.length === 0
  if (doors) doors.hidden = pages.length > 0 || all.hidden === false
  results.replaceChildren()
  showMore()
  results.ariaBusy = 'false'
  if (failed) say('failed', titles)
  else if (wanted.length) say(['none', 'one'][pages.length] ?? 'many', pages.length)
  else say('')
}

form.addEventListener('submit', event => {
  event.preventDefault()
  clearTimeout(waiting)
  results.ariaBusy = 'true'
  search(false)
})
query.addEventListener('input', () => {
  clearTimeout(waiting)
  results.ariaBusy = 'true'
  waiting = setTimeout(search, 150, true)
})
more.addEventListener('click', () => showMore(true))
// Arrows go through the results, as Tab does.
document.addEventListener('keydown', event => {
  const stops = [query, ...results.querySelectorAll('a')]
  const at = stops.indexOf(document.activeElement)
  const next = stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
})

query.value = new URL(location.href).searchParams.get('q') ?? ''
if (query.value) search(false)
