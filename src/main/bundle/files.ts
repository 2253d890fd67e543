/**
 * Finds files of the built window (out/renderer) for a URL path. Both shells serve the same bundle through
 * this module, so that "may this path be read?" is decided in one place: nothing outside the folder, ever.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

export type BundleFile = {
  /** Absolute path, links resolved, inside the bundle folder. */
  path: string
  contentType: string
  /** True for files whose name carries a content hash: they may be cached for ever. */
  immutable: boolean
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** Vite writes hashed files as `assets/name-HASH.ext`. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/

/**
 * The file behind a URL path (percent-encoded, as it stood in the request), or null when there is none.
 * A path without a file extension is a screen of the window and yields index.html.
 */
export function findBundleFile(root: string, urlPath: string): BundleFile | null {
  const path = decodedPath(urlPath)
  if (path === null) return null
  const wanted = extname(path) === '' ? '/index.html' : path
  const contentType = CONTENT_TYPES[extname(wanted)]
  if (contentType === undefined) return null
  try {
    const inside = `${realpathSync(root)}${sep}`
    // Links and `..` are resolved before the comparison, so that whatever leaves the folder is refused.
    const file = realpathSync(join(root, wanted))
    if (!file.startsWith(inside) || !statSync(file).isFile()) return null
    return { path: file, contentType, immutable: HASHED.test(wanted) }
  } catch {
    return null
  }
}

/** Reads a found file; the bundle is a few hundred kilobytes, so no streaming. */
export function readBundleFile(file: BundleFile): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file.path))
}

function decodedPath(urlPath: string): string | null {
  try {
    const path = decodeURIComponent(urlPath)
    const bad = !path.startsWith('/') || path.includes('\0') || path.includes('\\')
    return bad ? null : path
  } catch {
    return null
  }
}
