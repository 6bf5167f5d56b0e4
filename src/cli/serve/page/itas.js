// Draws the answer sheet of a year from /_prongsai/itas-YEAR.json, again at each change.
import { element, lang, phrase } from '/_prongsai/element.js'

const words = {
  th: { none: 'ปีนี้ไม่มีใบตอบ', print: 'พิมพ์', other: 'English', file: 'ไฟล์ Excel: prongsai export itas --year {year} --out itas-{year}.xlsx' },
  en: { none: 'This year has no answer sheet', print: 'Print', other: 'ภาษาไทย', file: 'As Excel: prongsai export itas --year {year} --out itas-{year}.xlsx' },
}
const query = new URLSearchParams(location.search)
const lines = list => list.map(each => element('p', each))
const link = address => element('a', address, [], { href: address, class: 'url' })

function row(one) {
  const short = one.short.map(each => element('p', '', [`${each.requirement}. `, phrase('span', each.text), each.why ? `: ${each.why}` : '']))
  const cells = [
    element('th', one.code, [], { scope: 'row' }), phrase('td', one.title), element('td', one.have, [], { class: one.state === 'complete' ? 'met' : 'awaiting' }),
    element('td', one.requirements ? `${one.settled}/${one.requirements}` : ''), element('td', '', [link(one.address)]), element('td', one.path),
    phrase('td', one.explanation?.text), phrase('td', one.owner), element('td', '', [...short, ...(one.awaiting ? [phrase('p', one.awaiting)] : [])]),
    element('td', '', one.further.map(each => element('p', '', [link(each)]))), element('td', '', lines(one.remarks), { class: 'screen' }),
  ]
  return element('tr', '', cells, one.changed ? { class: 'changed' } : {})
}

const main = document.getElementById('itas')
async function draw() {
  const year = query.get('year') ?? ''
  const answer = await (await fetch(`/_prongsai/itas-${encodeURIComponent(year)}.json`, { cache: 'no-store' })).text()
  const say = key => words[lang][key].replaceAll('{year}', year)
  if (!answer) return main.replaceChildren(element('p', say('none')))
  const data = JSON.parse(answer)[lang]
  const head = data.heads.map((each, at) => element('th', each, [], { scope: 'col', ...(at === data.heads.length - 1 ? { class: 'screen' } : {}) }))
  const print = element('button', say('print'), [], { type: 'button' })
  print.addEventListener('click', () => window.print())
  const other = lang === 'en' ? 'th' : 'en'
  document.title = data.title
  main.replaceChildren(
    element('nav', '', [element('a', 'prongsai', [], { href: `/_prongsai/?lang=${lang}` }), element('a', words[lang].other, [], { href: `?year=${year}&lang=${other}`, lang: other }), print], { class: 'screen' }),
    element('h1', data.title),
    element('p', say('file'), [], { class: 'screen' }),
    element('div', '', [element('table', '', [element('thead', '', [element('tr', '', head)]), element('tbody', '', data.items.map(row))])], { class: 'sheet', tabindex: '0', role: 'region', 'aria-label': data.title }),
  )
}
document.addEventListener('prongsai:state', draw)
await draw()
