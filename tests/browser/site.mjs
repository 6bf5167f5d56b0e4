// A site as visitors get it: built by the program into a temporary folder and served on a free loopback port.
// Which pages there are is read from what was built, never from a list kept here.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { serve } from './server.mjs'

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** The day that pages are built for: the same pages on any day. */
export const TODAY = '2569-01-05'

/** Folders whose pages are articles with names of their own. */
const ARTICLES = ['news', 'services']

/** The program: the one that `PRONGSAI_BIN` names, else today's sources compiled. */
export function program() {
  if (process.env.PRONGSAI_BIN) return path.resolve(process.env.PRONGSAI_BIN)
  execFileSync('cargo', ['build', '--locked', '--quiet'], { cwd: REPOSITORY, stdio: 'inherit' })
  const target = process.env.CARGO_TARGET_DIR ?? 'target'
  return path.resolve(REPOSITORY, target, 'debug', process.platform === 'win32' ? 'prongsai.exe' : 'prongsai')
}

/** A folder that is gone when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'prongsai-browser-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Builds the site in `source` and serves it, with the server's own address as the site's, so that absolute addresses
 * in pages are true.
 */
export async function openSite(source = REPOSITORY) {
  const folder = path.join(temporaryFolder(), 'public')
  const server = await serve(folder)
  const options = ['--site', source, '--lang', 'en', 'build', '--out', folder, '--today', TODAY, '--base-url', server.url]
  execFileSync(program(), options, { stdio: ['ignore', 'ignore', 'pipe'] })
  const files = filesIn(folder).sort()
  const pages = files.filter(file => file.endsWith('.html')).map(file => page(folder, file))
  return { folder, url: server.url, files, pages, close: server.close }
}

/** One page of the site: its file, its address, its language, and the kind of page that its address tells. */
function page(folder, file) {
  const address = file.replace(/(^|\/)index\.html$/, '$1')
  const html = readFileSync(path.join(folder, file), 'utf8')
  return { file, address, lang: /<html lang="([^"]+)"/.exec(html)?.[1], kind: kind(address), html }
}

/** The pattern of an address, the same for pages of one template: `ita/{year}/{code}/`. */
function kind(address) {
  const parts = address.replace(/^en\//, '').split('/')
  return parts.map((part, at) => {
    if (/^\d{4}$/.test(part)) return '{year}'
    if (/^\d+$/.test(part)) return '{number}'
    if (/^[a-z]+-?\d+$/.test(part)) return '{code}'
    const named = at === 1 && part !== 'tags' || at === 2 && parts[1] === 'tags'
    return named && part !== '' && ARTICLES.includes(parts[0]) ? '{name}' : part
  }).join('/')
}

/** The pages that stand for all: of each kind and language the fullest, and where there are many the emptiest as well. */
export function samplePages(pages) {
  const kinds = new Map()
  for (const one of pages) kinds.set(`${one.kind} ${one.lang}`, [...kinds.get(`${one.kind} ${one.lang}`) ?? [], one])
  return [...kinds.values()].flatMap(alike => {
    const bySize = [...alike].sort((a, b) => b.html.length - a.html.length || a.file.localeCompare(b.file))
    return bySize.length > 9 ? [bySize[0], bySize.at(-1)] : [bySize[0]]
  })
}

/** The paths of all files in a folder, relative to it, with `/`. */
export function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => entry.isDirectory()
    ? filesIn(path.join(folder, entry.name)).map(inside => `${entry.name}/${inside}`)
    : [entry.name])
}
