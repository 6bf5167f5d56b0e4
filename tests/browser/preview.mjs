// `prongsai serve` as a webmaster runs it: on a site of its own that may be edited, with the editor's side played by this
// module.

import { spawn } from 'node:child_process'
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { REPOSITORY, TODAY, program, temporaryFolder } from './site.mjs'

/** How long the preview may take to start, in milliseconds: a fault when it is over, never waited for. */
const START = 30_000

/** Starts a preview of a copy of the agency's site on a free port. */
export async function openPreview(lang = 'th') {
  const site = path.join(temporaryFolder(), 'site')
  for (const part of ['content', 'themes']) cpSync(path.join(REPOSITORY, part), path.join(site, part), { recursive: true })
  // What the agency still awaits for this item is a warning of every page, and no matter of the preview.
  const awaited = path.join(site, 'content/2569/items/o25.md')
  writeFileSync(awaited, readFileSync(awaited, 'utf8').replace(/\nawaiting:\n(  .*\n)+/, '\n'))
  const serve = spawn(program(), ['--site', site, '--lang', lang, 'serve', '--port', '0', '--today', TODAY], { stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => serve.kill('SIGKILL')
  process.on('exit', kill)
  const ended = new Promise(end => serve.on('exit', (code, signal) => end(signal ?? code)))
  let said = ''
  const url = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(new Error(`no address was told:\n${said}`)), START)
    const listen = part => {
      said += part
      const [address] = /http:\/\/localhost:\d+\//.exec(said) ?? []
      if (address) {
        clearTimeout(late)
        found(address)
      }
    }
    serve.stdout.on('data', listen)
    serve.stderr.on('data', listen)
    ended.then(code => failed(new Error(`the preview ended (${code}):\n${said}`)))
  })
  const at = file => path.join(site, file)
  return {
    url,
    said: () => said,
    read: file => readFileSync(at(file), 'utf8'),
    /** Saves a file as an editor does: the new text beside the old file, then exchanged with it. */
    save(file, text) {
      writeFileSync(`${at(file)}.saving`, text)
      renameSync(`${at(file)}.saving`, at(file))
    },
    /** Edits a file in place, `was` to `now`; what is undone by `save` with what this gives back. */
    edit(file, was, now) {
      const text = readFileSync(at(file), 'utf8')
      if (!text.includes(was)) throw new Error(`${file} does not say: ${was}`)
      writeFileSync(at(file), text.replace(was, () => now))
      return text
    },
    /** Ends the preview as Ctrl-C does, and gives its exit code. */
    stop() {
      process.off('exit', kill)
      serve.kill('SIGINT')
      return ended
    },
  }
}
