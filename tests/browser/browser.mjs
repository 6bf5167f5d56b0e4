// One Chromium for a test file. It can reach this machine only, and what pages ask for is written down.

import { chromium } from 'playwright-core'

export const CHROMIUM = process.env.CHROME_PATH ?? '/usr/bin/chromium'

export const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

/** How a page is shown. Each is what a visitor really has: a desk, a cheap phone, a dark room, a high-contrast system. */
export const STATES = {
  wide: { width: 1280, colorScheme: 'light', forcedColors: 'none' },
  narrow: { width: 320, colorScheme: 'light', forcedColors: 'none' },
  dark: { width: 1280, colorScheme: 'dark', forcedColors: 'none' },
  forced: { width: 1280, colorScheme: 'light', forcedColors: 'active' },
}

/** Starts Chromium. The sandbox is off because tests run as root in containers; pages are our own. */
export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, chromiumSandbox: false, args: FLAGS })
}

/** A fresh tab of a fresh visitor, and the list of everything that went wrong in it. */
export async function newVisit(browser, options = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const told = { requests: [], troubles: [] }
  page.on('request', request => told.requests.push(request.url()))
  page.on('pageerror', error => told.troubles.push(`a script fails: ${error.message}`))
  page.on('console', message => message.type() === 'error' && told.troubles.push(`the console says: ${message.text()}`))
  return { context, page, told }
}

/** Shows the page as one of `STATES` tells, without loading it again. */
export async function show(page, { width, colorScheme, forcedColors }) {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme, forcedColors })
}
