// Draws the webmaster's start page from /_prongsai/overview.json, again at each change.
import { element, lang, phrase, text } from '/_prongsai/element.js'

const words = {
  th: {
    lead: 'หน้านี้มีเฉพาะในเครื่องนี้ ไม่อยู่ในเว็บไซต์ที่เผยแพร่', sound: 'ไม่พบสิ่งที่ต้องแก้', findings: 'สิ่งที่ต้องแก้', error: 'ข้อผิดพลาด', warning: 'คำเตือน', note: 'หมายเหตุ', fix: 'วิธีแก้',
    sheet: 'ใบตอบของปีนี้ (พิมพ์ได้)', lists: 'แบบส่งข้อมูลของผู้รับผิดชอบแต่ละคน (พิมพ์ได้)', next: 'ทำต่อไป', mend: 'แก้ข้อผิดพลาดก่อน: ยังเผยแพร่ไม่ได้', allDone: 'ครบทุกข้อ และดูหลักฐานแล้วทั้งหมด', more: 'ดูทั้งหมด', unneeded: 'บอกว่าไม่เกี่ยวข้อง ให้คนดูว่าเหตุผลยังใช้ได้', signed: 'ผู้ตรวจ',
    state_holds: 'ตรวจแล้ว', state_checked: 'คนตรวจแล้ว', state_given: 'รอคนตรวจ', state_short: 'ยังไม่ครบ', state_awaiting: 'รอ', state_not_applicable: 'ไม่เกี่ยวข้อง',
    year: 'ความพร้อม ปี', items: 'ข้อที่ครบ', requirements: 'องค์ประกอบที่ครบ', awaiting: 'รอหลักฐาน', english: 'ข้อความที่ยังไม่มีภาษาอังกฤษ', owners: 'ตามผู้รับผิดชอบ', owner: 'ผู้รับผิดชอบ', nobody: 'ยังไม่ระบุ',
    complete: 'ครบ', partial: 'บางส่วน', met: 'ครบ', not_applicable: 'ไม่เกี่ยวข้อง', each: 'รายข้อ', missing: 'ยังไม่มีหลักฐาน', noEnglish: 'ยังไม่มีภาษาอังกฤษ', lost: 'ปีก่อนมี แต่ปีนี้ยังไม่มี', copy: 'คัดลอก', copied: 'คัดลอกแล้ว', address: 'ที่อยู่สำหรับส่งผู้ประเมิน', noFile: 'ยังไม่มีไฟล์', of: 'จาก',
    pages: 'ทุกหน้า', page: 'หน้า', th: 'ไทย', en: 'English', days: 'อีก {n} วัน', past: 'เลยมาแล้ว {n} วัน', today: 'วันนี้', deadline: 'กำหนด', noDeadline: 'ยังไม่ได้ใส่กำหนดส่งของปีนี้ ใส่ใน deadlines ของ content/agency.yaml เมื่อทราบ', measures: 'มาตรการปี {year}: แล้วเสร็จ {done} จาก {steps} ขั้นตอน', late: 'เลยกำหนด {n} ขั้นตอน', done: 'แล้วเสร็จ', following: 'ต่อไป', other: 'English', wait: 'กำลังอ่านเว็บไซต์', confidence: 'ความแน่ใจ', sources: 'ที่มา', verify: 'ยังต้องตรวจสอบ', staff_note: 'บันทึก', staff: 'บันทึกสำหรับเจ้าหน้าที่ ไม่ขึ้นเว็บ',
  },
  en: {
    lead: 'This page exists on this machine only, never in the published site.', sound: 'Nothing needs to be corrected', findings: 'To correct', error: 'error', warning: 'warning', note: 'note', fix: 'What to do',
    sheet: 'Answer sheet of the year, to print', lists: 'Check lists of each owner, to print', next: 'What is next', mend: 'Correct the errors first: nothing can be published', allDone: 'Every item is complete, and all evidence was looked at', more: 'See all', unneeded: 'Said not to apply; for a person to judge', signed: 'checked by',
    state_holds: 'holds', state_checked: 'signed', state_given: 'to be looked at', state_short: 'falls short', state_awaiting: 'awaiting', state_not_applicable: 'does not apply',
    year: 'Readiness,', items: 'items met', requirements: 'requirements met', awaiting: 'awaiting evidence', english: 'texts without English', owners: 'By owner', owner: 'Owner', nobody: 'nobody named',
    complete: 'complete', partial: 'in part', met: 'met', not_applicable: 'not applicable', each: 'Item by item', missing: 'Without evidence', noEnglish: 'Without English', lost: 'The year before had, this one has not', copy: 'Copy', copied: 'Copied', address: 'Address for the assessor', noFile: 'no file yet', of: 'of',
    pages: 'Every page', page: 'Page', th: 'ไทย', en: 'English', days: '{n} days left', past: '{n} days past', today: 'today', deadline: 'Deadline', noDeadline: 'No deadline of this year is written; put it into `deadlines` of content/agency.yaml once it is known', measures: 'Measures of {year}: {done} of {steps} steps done', late: '{n} late', done: 'done', following: 'next', other: 'ภาษาไทย', wait: 'Reading the site', confidence: 'confidence', sources: 'sources', verify: 'to be verified', staff_note: 'note', staff: 'Notes for the staff, never published',
  },
}
const say = key => words[lang][key] ?? key

// Carets stand below the letters that they mean, whatever the width of those before; marks have none of their own.
function excerpt([before, marked, after]) {
  const carets = '^'.repeat(Math.max(1, [...marked.replace(/\p{M}/gu, '')].length))
  const hidden = { 'aria-hidden': 'true' }
  return element('pre', '', [before, element('mark', marked), after, '\n', element('span', before, [], { class: 'before', ...hidden }), element('span', carets, [], { class: 'carets', ...hidden })], { tabindex: '0' })
}

function finding(one) {
  const parts = [element('p', `${say(one.severity)}: ${text(one.message)}`, [], { class: 'what' }), element('p', '', [element('code', one.at)])]
  if (one.line) parts.push(excerpt(one.line))
  if (text(one.hint)) parts.push(element('p', `${say('fix')}: ${text(one.hint)}`))
  return element('li', '', parts, { class: one.severity })
}

// The findings of one rule under one fold, the gravest rules first; errors are open.
function findings(list) {
  const rules = new Map()
  for (const one of list) rules.set(one.code, [...(rules.get(one.code) ?? []), one])
  const fold = ([code, ones]) => {
    const title = ones.length === 1 ? text(ones[0].message) : `${text(ones[0].message)} … (${ones.length})`
    const made = element('details', '', [element('summary', `${say(ones[0].severity)}: ${title}`, [], { class: 'what' }), element('p', '', [element('code', code)]), element('ul', '', ones.map(finding), { class: 'findings' })], { class: ones[0].severity })
    made.open = ones[0].severity === 'error'
    return made
  }
  return [...rules].map(fold)
}

// What each owner does next in the newest year that somebody works on; errors come before everything else.
function next(data) {
  if (data.counts.errors) return [element('p', `${say('mend')} (${data.counts.errors})`, [], { class: 'awaiting' })]
  const ready = data.years.find(one => one.items.some(each => each.path))
  const owners = ready?.owners.filter(one => one.next) ?? []
  if (!ready) return []
  const due = ready.deadlines.length ? [deadline(ready.deadlines[0])] : ready.ready ? [] : [element('p', say('noDeadline'), [], { class: 'awaiting' })]
  const rest = measures(ready, data)
  if (!owners.length) return [...due, element('p', `✓ ${say('allDone')}`, [], { class: 'met' }), ...rest]
  const href = code => address(ready.items.find(one => one.code === code), data)
  const row = one => element('li', '', [phrase('strong', one.owner ?? say('nobody')), ' ', element('a', one.next.code, [], { href: href(one.next.code) }), ` ${text(one.next.words)}`])
  return [...due, element('ul', '', owners.map(row), { class: 'next' }), ...rest]
}

const fill = (key, values) => say(key).replace(/\{(\w+)\}/g, (_, name) => values[name])

// The steps of the measures by owner and month, what is due first first; then what their files cannot mean.
function measures({ year, measures: { steps, done, late, duties, slips } }, data) {
  if (!duties.length) return []
  const told = each => (each.late ? [' · ', element('span', fill('late', { n: each.late }), [], { class: 'awaiting' })] : each.done === each.steps ? [' · ', element('span', `✓ ${say('done')}`, [], { class: 'met' })] : [])
  const following = each => (each.next ? [element('br'), `${say('following')} `, element('a', text(each.next), [], { href: address(each, data) })] : [])
  const row = each => element('li', '', [text(each.month), ' ', phrase('strong', each.owner ?? say('nobody')), ` ${each.done}/${each.steps}`, ...told(each), ...following(each)])
  const slip = one => element('li', '', [element('code', one.path), ` ${text(one.words)}`], { class: 'awaiting' })
  return [
    element('h3', fill('measures', { year, done, steps }) + (late ? ` · ${fill('late', { n: late })}` : '')),
    element('ul', '', duties.map(row), { class: 'next' }),
    ...(slips.length ? [element('ul', '', slips.map(slip))] : []),
  ]
}

const address = (one, data) => data.folder + (lang === 'en' && data.languages.includes('en') ? 'en/' : '') + one.address

function copyable(address, label) {
  const field = element('input', '', [], { readonly: '', value: address, 'aria-label': label })
  const button = element('button', say('copy'), [], { type: 'button' })
  field.addEventListener('focus', () => field.select())
  button.addEventListener('click', async () => {
    field.select()
    await navigator.clipboard.writeText(address)
    button.textContent = say('copied')
    setTimeout(() => (button.textContent = say('copy')), 2000)
  })
  return element('div', '', [field, button], { class: 'copy' })
}

// What is said to the staff; a mark that is only yes says so by its name.
const notes = list => list.map(each => element('p', [say(each.key), text(each.text)].filter(part => part !== 'true').join(': '), [], { class: 'staff' }))

const tally = (number, all, label) => element('p', '', [element('strong', all === undefined ? `${number}` : `${number} ${say('of')} ${all}`), label])

function item(one, data) {
  const title = phrase('a', { th: `${one.code} ${one.title.th}`, en: one.title.en && `${one.code} ${one.title.en}` }, { href: address(one, data) })
  const parts = [element('h3', '', [title]), element('p', `${say(one.state)}${one.path ? '' : ` · ${say('noFile')}`}`, [], { class: one.state })]
  parts.push(phrase('p', one.owner ?? say('nobody')))
  // A requirement with its state, what is wanting, and who has signed; or the item as a whole.
  const reasons = list => list.map(each => element('p', text(each.words), [], { class: 'awaiting' }))
  const signed = list => list.filter(each => each.checked).map(each => element('p', `${say('signed')} ${text(each.checked.by)} ${each.checked.on}`))
  const row = each => element('li', '', [`${each.id} `, phrase('span', each.text), ' · ', element('span', say(`state_${each.state}`), [], { class: each.state }), ...reasons(each.reasons), ...signed(each.evidence), ...notes(each.notes)])
  if (one.requirements.length) parts.push(element('ul', '', one.requirements.map(row)))
  parts.push(...reasons(one.reasons), ...signed(one.evidence))
  if (one.untranslated.length) parts.push(element('p', `${say('noEnglish')}: ${one.untranslated.join(', ')}`))
  if (one.lost.length) parts.push(element('p', `${say('lost')}: ${one.lost.map(each => `${each.year} ${each.code} ${text(each.name) || each.kind}`).join(' · ')}`))
  parts.push(...notes(one.notes))
  parts.push(copyable(data.base_url + one.address, `${say('address')} ${one.code}`))
  return element('li', '', parts)
}

function deadline(one) {
  const days = one.days === 0 ? say('today') : say(one.days > 0 ? 'days' : 'past').replace('{n}', Math.abs(one.days))
  return element('p', `${say('deadline')}: ${text(one.title)} ${one.date} · ${days}`)
}

function year(ready, data, open) {
  const { total } = ready
  const head = element('thead', '', [element('tr', '', ['owner', 'items', 'requirements', 'english'].map((key, at) => element('th', say(key), [], { scope: 'col', ...(at ? { class: 'number' } : {}) })))])
  const row = each => element('tr', '', [phrase('td', each.owner ?? say('nobody')), ...[[each.tally.complete, each.tally.items], [met(each.tally), each.tally.requirements], [each.tally.untranslated]].map(([a, b]) => element('td', b === undefined ? `${a}` : `${a} ${say('of')} ${b}`, [], { class: 'number' }))])
  const fold = (title, children) => element('details', '', [element('summary', title), ...children])
  const details = fold(say('each'), [element('ul', '', ready.items.map(one => item(one, data)), { class: 'items' })])
  details.open = open
  const states = ['holds', 'checked', 'given', 'short', 'awaiting', 'not_applicable'].filter(state => total[state])
  const unneeded = ready.not_applicable.map(one => element('li', [one.code, one.requirement, text(one.reason)].filter(Boolean).join(' ')))
  const staff = ready.notes.map(one => element('li', '', [element('code', one.path), ` ${one.place}`, ...notes([one])]))
  return element('section', '', [
    element('h2', `${say('year')} ${ready.year}`),
    element('p', '', [element('a', say('sheet'), [], { href: `/_prongsai/itas.html?year=${ready.year}&lang=${lang}` }), ' · ', element('a', say('lists'), [], { href: `/_prongsai/check-list-${ready.year}.${lang}.html` })]),
    ...ready.deadlines.map(deadline),
    element('div', '', [tally(total.complete, total.items, say('items')), tally(met(total), total.requirements, say('requirements')), tally(total.untranslated, undefined, say('english'))], { class: 'tallies' }),
    element('p', states.map(state => `${say(`state_${state}`)} ${total[state]}`).join(' · ')),
    fold(say('owners'), [element('table', '', [head, element('tbody', '', ready.owners.map(row))])]),
    ...(unneeded.length ? [fold(`${say('unneeded')} (${unneeded.length})`, [element('ul', '', unneeded)])] : []),
    ...(staff.length ? [fold(`${say('staff')} (${staff.length})`, [element('ul', '', staff, { class: 'findings' })])] : []),
    details,
  ])
}

// How many requirements nothing more is owed for.
const met = each => each.met + each.not_applicable

function pages(data) {
  const head = element('thead', '', [element('tr', '', [element('th', say('page'), [], { scope: 'col' }), ...data.languages.map(each => element('th', say(each), [], { scope: 'col', lang: each }))])])
  const cell = (page, each) => element('td', '', page[each] ? [element('a', `/${page[each].href}`, [], { href: data.folder + page[each].href, 'aria-label': `${page[each].title} (${say(each)})` })] : [])
  const row = page => element('tr', '', [element('td', (page[lang] ?? page.th).title), ...data.languages.map(each => cell(page, each))])
  return element('details', '', [element('summary', `${say('pages')} (${data.pages.length})`), element('table', '', [head, element('tbody', '', data.pages.map(row))], { class: 'pages' })])
}

const main = document.getElementById('overview')
let asked = 0
async function draw() {
  const mine = ++asked
  const answer = await (await fetch('/_prongsai/overview.json', { cache: 'no-store' })).text()
  if (mine !== asked) return
  if (!answer) return main.replaceChildren(element('p', say('wait')))
  const data = JSON.parse(answer)
  // Folds stay as they were left, by what they are called and the heading above them.
  const name = one => [one.closest('section')?.querySelector('h2').textContent, one.firstChild.textContent].join(' ')
  const open = new Map([...main.querySelectorAll('details')].map(one => [name(one), one.open]))
  const other = lang === 'en' ? 'th' : 'en'
  const worked = data.years.filter(ready => ready.items.some(one => one.path) || ready.notes.length)
  document.title = `prongsai · ${text(data.name)}`
  main.replaceChildren(
    element('nav', '', [element('a', text(data.name), [], { href: data.folder }), element('a', say('other'), [], { href: `?lang=${other}`, lang: other })]),
    phrase('h1', data.name),
    element('p', say('lead')),
    element('h2', say('next')),
    ...next(data),
    element('h2', `${say('findings')} (${data.findings.length})`),
    ...(data.findings.length ? findings(data.findings) : [element('p', `✓ ${say('sound')}`, [], { class: 'met' })]),
    ...worked.slice(0, 1).map(ready => year(ready, data, false)),
    ...worked.slice(1).map(ready => element('details', '', [element('summary', `${say('year')} ${ready.year}`), year(ready, data, false)])),
    element('h2', say('pages')),
    pages(data),
  )
  for (const one of main.querySelectorAll('details')) one.open = open.get(name(one)) ?? one.open
}
document.addEventListener('prongsai:state', draw)
await draw()
