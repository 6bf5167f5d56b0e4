// A plain web host for a folder: what an agency's hosting does and no more. Texts go out compressed, as hosts send them.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.jsonld': 'application/ld+json; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.pdf': 'application/pdf',
}

/** Serves `folder` on a free loopback port until the process ends or `close` is called. */
export async function serve(folder) {
  const server = createServer((request, response) => answer(folder, request, response))
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  server.unref()
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }
}

function answer(folder, request, response) {
  const asked = decodeURIComponent(new URL(request.url, 'http://host/').pathname)
  const file = find(folder, asked)
  if (file === 'folder') return response.writeHead(301, { location: `${asked}/` }).end()
  if (file === undefined) return send(response, 404, path.join(folder, asked.startsWith('/en/') ? 'en/404.html' : '404.html'))
  send(response, 200, file)
}

/** The file of an address; `'folder'` where only the slash at the end is missing. */
function find(folder, asked) {
  const file = path.join(folder, asked, asked.endsWith('/') ? 'index.html' : '')
  if (!existsSync(file)) return undefined
  return statSync(file).isDirectory() ? 'folder' : file
}

function send(response, status, file) {
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
  const headers = { 'content-type': type, 'cache-control': 'public, max-age=600' }
  if (!/^text|json|xml|javascript/.test(type)) {
    response.writeHead(status, headers)
    return createReadStream(file).pipe(response)
  }
  response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(readFileSync(file)))
}
