// The preview in the page: fetches the page again when the site has changed, exchanges stylesheets in place, and shows what
// is wrong. It is in no built file. All text of findings is set as text, never as HTML.
(() => {
  const tag = document.currentScript
  const [content, style] = tag.dataset.state.split('.').map(Number)
  const shown = { content, style }
  // What the staff is told of this page.
  const said = script => JSON.parse(script?.dataset.notes ?? '[]')
  let notes = said(tag)
  const words = {
    th: { title: 'ยังไม่เผยแพร่: มีจุดที่ต้องแก้', keep: 'หน้านี้คือเว็บไซต์ล่าสุดที่ถูกต้อง แก้ไฟล์แล้วบันทึก หน้าต่างนี้จะหายไปเอง', close: 'ปิด', fix: 'วิธีแก้',
      staff: 'บันทึกสำหรับเจ้าหน้าที่ ไม่ขึ้นเว็บ', error: 'ข้อผิดพลาด', warning: 'คำเตือน', note: 'หมายเหตุ', more: 'ดูทั้งหมด' },
    en: { title: 'Not shown yet: something must be corrected', keep: 'This page is the last sound site. Correct the file and save; this window goes by itself.', close: 'Close', fix: 'What to do',
      staff: 'Notes for the staff, never published', error: 'error', warning: 'warning', note: 'note', more: 'See all' },
  }
  const lang = () => (document.documentElement.lang === 'en' ? 'en' : 'th')
  const say = key => words[lang()][key]

  function element(name, text, children = [], attributes = {}) {
    const made = document.createElement(name)
    if (text) made.textContent = text
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.append(...children)
    return made
  }

  const css = `
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; font: 16px/1.6 "Leelawadee UI", Thonburi, "Noto Sans Thai", sans-serif; color: #1a1a1a; }
    * { box-sizing: border-box; }
    .back { position: absolute; inset: 0; background: rgb(0 0 0 / .55); display: grid; place-items: center; padding: 1rem; }
    .box { background: #fff; color: #1a1a1a; width: min(56rem, 100%); max-height: 100%; overflow: auto; border-top: 6px solid #b3261e; border-radius: 6px; padding: 1rem 1.25rem; }
    .box:focus { outline: 3px solid #1a56c4; outline-offset: 2px; }
    .head { display: flex; gap: 1rem; align-items: start; justify-content: space-between; }
    h2 { font-size: 1.15rem; line-height: 1.5; margin: 0; }
    p { margin: .25rem 0; }
    ol, ul { list-style: none; margin: .75rem 0 0; padding: 0; }
    li { border-top: 1px solid #d0d0d0; padding: .75rem 0; overflow-wrap: anywhere; }
    .error > .what::before { content: "✕ "; color: #b3261e; } .warning > .what::before { content: "! "; color: #7a4b00; } .note > .what::before { content: "i "; }
    .what { font-weight: 600; }
    code, pre { font: 14px/1.7 Consolas, "Noto Sans Mono", "Noto Sans Thai", monospace; }
    pre { background: #f3f3f3; padding: .5rem .75rem; margin: .35rem 0; white-space: pre; overflow-x: auto; border-radius: 4px; } .before { visibility: hidden; } .carets { color: #b3261e; font-weight: 700; }
    mark { background: #ffe08a; color: inherit; border-bottom: 3px solid #b3261e; }
    button, a { font: inherit; color: #1a56c4; } button { border: 1px solid #777; background: #fff; border-radius: 4px; padding: .3rem .9rem; min-height: 44px; cursor: pointer; }
    button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid #1a56c4; outline-offset: 2px; }
    details { background: #fff8e1; color: #1a1a1a; border-top: 3px solid #7a4b00; padding: .25rem 1rem; max-height: 50vh; overflow: auto; }
    summary { cursor: pointer; min-height: 32px; }
    @media (prefers-color-scheme: dark) {
      .box, button { background: #202124; color: #f1f1f1; } pre { background: #303134; } mark { background: #6b5400; } a, button { color: #a8c7fa; } details { background: #2b2510; color: #f1f1f1; }
      :host { color: #f1f1f1; } li { border-color: #555; }
    }
    :host(prongsai-strip) { inset: auto 0 0; z-index: 2147483646; }
    @media print { :host { display: none; } }`
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)

  function item(finding) {
    const text = side => finding[side][lang()] || finding[side].th || ''
    const parts = [element('p', `${say(finding.severity)}: ${text('message')}`, [], { class: 'what' }), element('p', '', [element('code', finding.at)])]
    if (finding.line) {
      const [before, marked, after] = finding.line
      // Carets stand below the letters that they mean, whatever the width of those before; marks have none of their own.
      const carets = '^'.repeat(Math.max(1, [...marked.replace(/\p{M}/gu, '')].length))
      parts.push(element('pre', '', [before, element('mark', marked), after, '\n', element('span', before, [], { class: 'before', 'aria-hidden': 'true' }), element('span', carets, [], { class: 'carets', 'aria-hidden': 'true' })], { tabindex: '0' }))
    }
    if (text('hint')) parts.push(element('p', `${say('fix')}: ${text('hint')}`))
    return element('li', '', parts, { class: finding.severity })
  }

  const all = () => element('a', say('more'), [], { href: '/_prongsai/' })

  class Overlay extends HTMLElement {
    show(state) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      const close = element('button', say('close'), [], { type: 'button' })
      close.addEventListener('click', () => this.remove())
      const title = element('h2', say('title'), [], { id: 'title' })
      const list = element('ol', '', state.findings.filter(finding => finding.severity === 'error').map(item))
      const box = element('section', '', [element('div', '', [title, close], { class: 'head' }), element('p', say('keep')), list, all()],
        { class: 'box', role: 'alertdialog', 'aria-modal': 'true', 'aria-labelledby': 'title', tabindex: '-1', lang: lang() })
      const had = root.activeElement
      root.replaceChildren(element('div', '', [box], { class: 'back' }))
      this.onkeydown = event => {
        if (event.key === 'Escape') this.remove()
        else if (event.key === 'Tab') this.hold(event, root)
      }
      if (!had || document.activeElement !== this) box.focus()
    }

    // Tab stays within the window while it is open.
    hold(event, root) {
      const stops = [...root.querySelectorAll('button, pre, a')]
      const at = stops.indexOf(root.activeElement)
      const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : (at + 1) % stops.length
      stops[next].focus()
      event.preventDefault()
    }
  }

  class Strip extends HTMLElement {
    show(state) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = [sheet]
      const open = [...root.querySelectorAll('details')].filter(one => one.open).map(one => one.className)
      const warnings = state.findings.filter(finding => finding.severity === 'warning')
      const fold = (name, title, list, more) => element('details', '', [element('summary', title), element('ul', '', list), ...more], { class: name, lang: lang() })
      const folds = []
      if (notes.length) folds.push(fold('notes', `${say('staff')} (${notes.length})`, notes.map(note => element('li', note)), []))
      if (state.warnings > 0) folds.push(fold('warnings', `${say('warning')} ${state.warnings}`, warnings.map(item), [all()]))
      for (const one of folds) one.open = open.includes(one.className)
      root.replaceChildren(...folds)
    }
  }
  customElements.define('prongsai-overlay', Overlay)
  customElements.define('prongsai-strip', Strip)

  // The elements stand beside the body, so that they stay when it is exchanged.
  function place(name, wanted, state) {
    let there = document.documentElement.querySelector(`:scope > ${name}`)
    if (!wanted) return there?.remove()
    if (!there) document.documentElement.append((there = document.createElement(name)))
    there.show(state)
  }

  let told, closed
  function tell(state) {
    const errors = JSON.stringify(state.findings.filter(finding => finding.severity === 'error'))
    const overlay = document.documentElement.querySelector(':scope > prongsai-overlay')
    // Closed by hand it stays closed, until something else is wrong.
    if (told === errors && !overlay) closed = true
    else if (told !== errors) closed = false
    told = errors
    place('prongsai-overlay', state.errors > 0 && !closed, state)
    place('prongsai-strip', (state.warnings > 0 || notes.length > 0) && state.errors === 0, state)
  }

  const key = details => [...document.querySelectorAll('details')].indexOf(details) + (details.querySelector('summary')?.textContent ?? '')
  const openDetails = () => new Set([...document.querySelectorAll('details')].filter(one => one.open).map(key))

  function exchange(fresh) {
    const open = openDetails()
    const at = [scrollX, scrollY]
    const focused = document.activeElement?.id
    for (const name of document.documentElement.getAttributeNames()) document.documentElement.removeAttribute(name)
    for (const { name, value } of fresh.documentElement.attributes) document.documentElement.setAttribute(name, value)
    const sheets = one => one.localName === 'link' && one.rel === 'stylesheet'
    const same = [...document.head.children].filter(sheets).map(one => one.getAttribute('href')).join() === [...fresh.head.children].filter(sheets).map(one => one.getAttribute('href')).join()
    for (const one of [...document.head.children]) if (!(same && sheets(one))) one.remove()
    for (const one of [...fresh.head.children]) if (!(same && sheets(one))) document.head.append(document.adoptNode(one))
    document.body.replaceWith(document.adoptNode(fresh.body))
    for (const details of document.querySelectorAll('details')) if (open.has(key(details))) details.open = true
    scrollTo({ left: at[0], top: at[1], behavior: 'instant' })
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  }

  // Scripts of a page run once and when it loads; with any of them the page is loaded again as a whole.
  const scripted = page => [...page.scripts].some(script => !script.src.includes('/_prongsai/preview.js') && script.type !== 'application/ld+json')

  function reload() {
    sessionStorage.setItem('prongsai', JSON.stringify({ path: location.pathname, open: [...openDetails()], at: [scrollX, scrollY] }))
    location.reload()
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem('prongsai') ?? 'null')
    sessionStorage.removeItem('prongsai')
    if (kept?.path !== location.pathname) return
    for (const details of document.querySelectorAll('details')) if (kept.open.includes(key(details))) details.open = true
    scrollTo({ left: kept.at[0], top: kept.at[1], behavior: 'instant' })
  }

  let fetching = 0
  async function refresh() {
    const mine = ++fetching
    if (scripted(document)) return reload()
    const answer = await fetch(location.href, { cache: 'no-cache' })
    const text = await answer.text()
    if (mine !== fetching) return
    const fresh = new DOMParser().parseFromString(text, 'text/html')
    if (scripted(fresh)) return reload()
    const own = [...fresh.scripts].find(script => script.dataset.state)
    const state = own?.dataset.state.split('.').map(Number)
    notes = said(own)
    if (state) Object.assign(shown, { content: Math.max(shown.content, state[0]), style: Math.max(shown.style, state[1]) })
    exchange(fresh)
  }

  // The new sheet is there before the old one goes, so that the page never stands bare.
  function restyle(version) {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const url = new URL(old.href)
      if (url.origin !== location.origin) continue
      url.searchParams.set('preview', version)
      const fresh = old.cloneNode()
      fresh.href = url.href
      fresh.onload = fresh.onerror = () => old.remove()
      old.after(fresh)
    }
  }

  const own = location.pathname === '/_prongsai/'
  let latest
  async function take(data) {
    const state = (latest = JSON.parse(data))
    // The start page shows everything by itself.
    if (own) return document.dispatchEvent(new Event('prongsai:state'))
    try {
      // A preview that was started anew counts from the beginning.
      if (state.content !== shown.content) {
        Object.assign(shown, { content: state.content, style: state.style })
        await refresh()
      } else if (state.style !== shown.style) {
        shown.style = state.style
        restyle(state.style)
      }
    } catch {
      reload()
    }
    if (state === latest) tell(state)
  }

  restore()
  if (typeof SharedWorker === 'function') {
    const { port } = new SharedWorker('/_prongsai/worker.js', 'prongsai')
    port.onmessage = event => take(event.data)
    addEventListener('pagehide', () => port.postMessage('gone'))
    // A page that comes back from the browser's cache has left the worker.
    addEventListener('pageshow', event => event.persisted && location.reload())
  } else {
    new EventSource('/_prongsai/events').addEventListener('state', event => take(event.data))
  }
})()
