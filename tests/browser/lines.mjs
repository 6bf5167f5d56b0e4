// How the lines of a page break: what must stand on one line, and how headings end.

/** Days, years, figures with their units, ratings and names of the place that stand on two lines of the page. */
export function brokenUnits(page) {
  return page.evaluate(() => {
    const months = 'มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม|January|February|March|April|May|June|July|August|September|October|November|December'
    const whole = new RegExp(`\\d{1,2}\\s(?:${months})(?:\\s\\d{4})?|(?:พ\\.ศ\\.|B\\.E\\.)\\s\\d{4}|\\d\\s(?:บาท|คะแนน|ขั้นตอน|ข้อ|วัน|นาที|คน|baht|points|steps|days|minutes|people)`, 'gu')
    const faults = []
    const lines = range => new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top / 8))).size
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      const element = node.parentElement
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('pre, code, script, textarea, svg')) continue
      // Dates of English pages may break on telephones, where they are as wide as a column.
      if (element.closest('time') && document.documentElement.lang === 'en' && innerWidth < 640) continue
      for (const match of node.data.matchAll(whole)) {
        const range = document.createRange()
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        if (lines(range) > 1) faults.push(`"${match[0].replace(/\s/g, ' ')}" is broken in "${node.data.trim().slice(0, 60)}"`)
      }
    }
    for (const own of document.querySelectorAll('main :is(.one-line, .unbroken)')) {
      const range = document.createRange()
      range.selectNodeContents(own)
      if (own.checkVisibility({ visibilityProperty: true }) && lines(range) > 1) faults.push(`"${own.textContent}" is broken`)
    }
    return faults
  })
}

/** Headings whose last line is a syllable alone. */
export function shortEnds(page) {
  return page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].flatMap(heading => {
    const range = document.createRange()
    range.selectNodeContents(heading)
    const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1)
    if (!boxes.length) return []
    const last = Math.max(...boxes.map(box => box.bottom))
    const first = Math.min(...boxes.map(box => box.top))
    const size = parseFloat(getComputedStyle(heading).fontSize)
    const width = boxes.filter(box => last - box.bottom < size / 2).reduce((sum, box) => sum + box.width, 0)
    const several = last - first > size * 2.2
    return several && width < size * 1.6 ? [`"${heading.textContent.trim().slice(0, 60)}" ends with ${Math.round(width)} px`] : []
  }))
}
