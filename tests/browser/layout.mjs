// Whether everything on a page can be read: nothing wider than the window, nothing cut off, no text drawn over other text,
// also with the reader's own spacing (WCAG 1.4.12) and with letters twice as large (WCAG 1.4.4).

/** The spacing of text that WCAG 1.4.12 demands pages to bear. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }`

/** Turns the reader's own spacing on or off. A constructed sheet, because a policy of the page may forbid others. */
export async function setSpacing(page, on) {
  await page.evaluate(css => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
  }, on ? SPACING : '')
}

/** Sets the size of letters as readers do in the browser's settings: 16 is usual, 32 is twice as large. */
export async function setTextSize(page, pixels) {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: Math.round(pixels * 13 / 16) } })
  await session.detach()
  await page.waitForFunction(asked => {
    const letter = document.body.appendChild(document.createElement('span'))
    letter.style.fontSize = 'medium'
    const { fontSize } = getComputedStyle(letter)
    letter.remove()
    return fontSize === `${asked}px`
  }, pixels)
}

/** What cannot be read in the page as it is now shown. */
export function unreadable(page) {
  return page.evaluate(() => {
    const SIDES = { x: ['left', 'right'], y: ['top', 'bottom'] }
    const width = document.documentElement.clientWidth
    const faults = []
    const name = element => element.tagName.toLowerCase() + (element.id ? `#${element.id}` : [...element.classList].map(c => `.${c}`).join(''))
    const say = text => `"${text.trim().replace(/\s+/g, ' ').slice(0, 40)}"`

    // Whether an element is put out of sight on purpose: read aloud, or shown when it gets the focus.
    const isAside = element => {
      const box = element.getBoundingClientRect()
      return box.right <= 0 || box.bottom <= 0 && scrollY === 0 || box.width <= 2 || box.height <= 2
    }

    // The lines of each text, and the element that they stand in.
    const texts = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      const element = node.parentElement
      if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('script, style, noscript')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = [...range.getClientRects()].filter(line => line.width > 1 && line.height > 1)
      if (lines.length) texts.push({ node, element, lines })
    }

    // Where an ancestor hides what leaves it, or lets it be scrolled to.
    const rooms = element => {
      const found = []
      for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
        const style = getComputedStyle(at)
        found.push({ at, x: style.overflowX, y: style.overflowY })
      }
      return found
    }

    if (document.scrollingElement.scrollWidth > width) {
      faults.push(`the page is ${document.scrollingElement.scrollWidth} px wide in a window of ${width} px`)
    }
    for (const { node, element, lines } of texts) {
      const around = rooms(element)
      if (around.some(({ at }) => isAside(at) && at !== document.body)) continue
      const scrolls = around.some(({ x }) => x === 'auto' || x === 'scroll')
      if (!scrolls && lines.some(line => line.right > width + 1 || line.left < -1)) {
        faults.push(`${say(node.data)} in ${name(element)} leaves the window`)
      }
      for (const axis of ['x', 'y']) {
        const room = around.find(room => !['visible'].includes(room[axis]))
        if (!room || room[axis] === 'auto' || room[axis] === 'scroll') continue
        const box = room.at.getBoundingClientRect()
        const [start, end] = SIDES[axis]
        // Line boxes are taller than letters: two pixels are not a loss.
        if (lines.some(line => line[start] < box[start] - 2 || line[end] > box[end] + 2)) {
          faults.push(`${say(node.data)} is cut off by ${name(room.at)}`)
        }
      }
    }
    for (const element of document.querySelectorAll('img, svg, input, button, select, textarea, video, canvas, iframe')) {
      if (!element.checkVisibility() || isAside(element)) continue
      const box = element.getBoundingClientRect()
      const scrolls = rooms(element).some(({ x }) => x === 'auto' || x === 'scroll')
      if (!scrolls && box.right > width + 1) faults.push(`${name(element)} leaves the window`)
    }

    for (const picture of document.images) {
      const { width, height } = picture.getBoundingClientRect()
      if (!picture.complete || !picture.naturalWidth || !width || !height || getComputedStyle(picture).objectFit !== 'fill') continue
      const stretched = width / height / (picture.naturalWidth / picture.naturalHeight)
      if (Math.abs(stretched - 1) > .03) faults.push(`${name(picture)} is drawn out of shape: ${picture.currentSrc} is ${picture.naturalWidth} x ${picture.naturalHeight}, drawn ${width} x ${height}`)
    }
    // Marks belong to lists that are read: not to those of menus, notices and feet, nor to cards and to links in a row.
    for (const list of document.querySelectorAll('ul, ol')) {
      const first = list.querySelector(':scope > li')
      if (!first?.checkVisibility() || getComputedStyle(first).listStyleType === 'none') continue
      if (!list.closest('main') || ['flex', 'grid'].includes(getComputedStyle(list).display)) faults.push(`${name(list)} has marks`)
    }

    // The middle of each line is where its letters are, three quarters of its height; nothing else may be drawn there.
    // What is put out of sight on purpose, as the head of a table that is stacked on a phone, is drawn nowhere.
    const drawn = texts.filter(({ element }) => !rooms(element).some(({ at }) => isAside(at) && at !== document.body))
    // So is what has to be scrolled to within a region, and the part of a line that the region's edge cuts.
    const inSight = (element, line) => {
      const seen = { left: line.left, right: line.right, top: line.top + line.height / 8, bottom: line.bottom - line.height / 8 }
      for (const { at, x, y } of rooms(element)) {
        if (x === 'visible' && y === 'visible') continue
        const box = at.getBoundingClientRect()
        seen.left = Math.max(seen.left, box.left)
        seen.right = Math.min(seen.right, box.right)
        seen.top = Math.max(seen.top, box.top)
        seen.bottom = Math.min(seen.bottom, box.bottom)
      }
      return seen.left < seen.right && seen.top < seen.bottom ? [seen] : []
    }
    const letters = drawn.flatMap(({ node, element, lines }) =>
      lines.flatMap(line => inSight(element, line).map(seen => ({ node, element, ...seen }))))
    letters.sort((a, b) => a.top - b.top)
    letters.forEach((one, at) => {
      for (let next = at + 1; next < letters.length && letters[next].top < one.bottom - 2; next++) {
        const other = letters[next]
        if (other.node !== one.node && other.left < one.right - 2 && one.left < other.right - 2) {
          faults.push(`${say(one.node.data)} in ${name(one.element)} and ${say(other.node.data)} in ${name(other.element)} are drawn over each other`)
        }
      }
    })
    return [...new Set(faults)]
  })
}
