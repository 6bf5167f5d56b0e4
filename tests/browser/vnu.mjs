// The Nu Html Checker, which the W3C runs as its validator, over files.

import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')

/** What is wrong in these HTML, CSS and SVG files: where, and the checker's words. */
export function vnu(files) {
  const options = ['-Xss8m', '-jar', JAR, '--errors-only', '--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always']
  const run = spawnSync('java', [...options, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.error || run.status !== 0) throw run.error ?? new Error(`the checker fails: ${run.stderr}`)
  return JSON.parse(run.stdout).messages.map(({ url, lastLine, message }) => ({ file: new URL(url).pathname, line: lastLine, message }))
}
