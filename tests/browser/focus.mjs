// Going through a page with the Tab key: every control is reached, in view, and shows that it has the focus.

/** The most stops that a page may have; a page with more holds the reader in a trap. */
const MOST_STOPS = 1500

/** What is wrong with the stops of a page. With `paint`, each is also looked at in pixels. */
export async function badStops(page, { paint = false } = {}) {
  const expected = await page.evaluate(() => {
    document.activeElement?.blur()
    scrollTo(0, 0)
    getSelection().removeAllRanges()
    const controls = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex]')]
    const stops = controls.filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    stops.forEach((one, at) => { one.prongsaiStop = at })
    return stops.length
  })
  const faults = []
  const reached = new Set()
  for (let count = 0; ; count++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtStop)
    if (stop === null) break
    faults.push(...stop.faults)
    if (paint && !await isPainted(page)) faults.push(`${stop.name} looks the same with the focus and without`)
    // Behind the last stop the browser's own controls come, or the first stop again.
    if (stop.at === 0 && reached.size >= expected) break
    if (reached.has(stop.at) && stop.at !== undefined || count > MOST_STOPS) {
      faults.push(`${stop.name} does not let the focus go on`)
      break
    }
    reached.add(stop.at)
  }
  reached.delete(undefined)
  if (reached.size < expected) faults.push(`the Tab key reaches ${reached.size} of ${expected} controls`)
  return [...new Set(faults)]
}

/** In the page: the element that has the focus, and what is wrong with how it shows it. */
function lookAtStop() {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null
  const text = (element.textContent || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ').slice(0, 30)
  const name = `${element.tagName.toLowerCase()}${[...element.classList].map(c => `.${c}`).join('')} "${text}"`
  const faults = []

  // Colours as the screen gets them, whatever way they are written.
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const paint = colour => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const backdrop = at => {
    for (; at; at = at.parentElement) {
      const colour = paint(getComputedStyle(at).backgroundColor)
      if (colour[3] > 250) return colour
    }
    return paint('Canvas')
  }
  const light = ([red, green, blue]) => {
    const part = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
  }
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }

  // An outline is asked for and no other sign: shadows and backgrounds are taken away in forced colours.
  const style = getComputedStyle(element)
  const isThick = style.outlineStyle === 'auto' || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  if (!isThick) {
    faults.push(`${name} has no outline when it has the focus`)
  } else if (style.outlineStyle !== 'auto') {
    const behind = backdrop(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement)
    const ratio = contrast(paint(style.outlineColor), behind)
    if (ratio < 3) faults.push(`the outline of ${name} has a contrast of ${ratio.toFixed(1)}, at least 3 is needed`)
  }

  const lines = [...element.getClientRects()]
  const inView = lines.filter(line => line.bottom > 0 && line.top < innerHeight && line.right > 0 && line.left < innerWidth)
  if (!inView.length) faults.push(`${name} has the focus out of sight`)
  const isOnTop = line => {
    const top = document.elementFromPoint(line.left + line.width / 2, Math.min(Math.max(line.top + line.height / 2, 0), innerHeight - 1))
    return top && (element.contains(top) || top.contains(element))
  }
  if (inView.length && !inView.some(isOnTop)) faults.push(`${name} has the focus behind something else`)
  return { at: element.prongsaiStop, name, faults }
}

/** Whether the focus changes what is painted at the element that has it. */
async function isPainted(page) {
  const clip = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect()
    const [left, top] = [Math.max(box.left - 8, 0), Math.max(box.top - 8, 0)]
    const size = (end, start, most) => Math.max(Math.min(end + 8, most) - start, 1)
    return { x: left, y: top, width: size(box.right, left, innerWidth), height: size(box.bottom, top, innerHeight) }
  })
  const focused = await page.screenshot({ clip, animations: 'disabled' })
  const element = await page.evaluateHandle(() => {
    const focused = document.activeElement
    focused.blur()
    return focused
  })
  const plain = await page.screenshot({ clip, animations: 'disabled' })
  // The keyboard was used last, so the focus given back is a visible one.
  await element.evaluate(one => one.focus({ preventScroll: true, focusVisible: true }))
  return !focused.equals(plain)
}
