/** Reads the archive of a packaged app: a JSON table of contents after four size words, then the files one after another. */
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @param {string} path of app.asar
 * @returns {{ path: string, size: number, unpacked: boolean, offset: number }[]} files, not folders
 */
export function listAsar(path) {
  const { header } = readHeader(path)
  const walk = (node, prefix) =>
    Object.entries(node.files).flatMap(([name, entry]) =>
      entry.files
        ? walk(entry, `${prefix}${name}/`)
        : [{ path: prefix + name, size: entry.size, unpacked: entry.unpacked === true, offset: Number(entry.offset) }],
    )
  return walk(header, '')
}

/** Writes the packed files (not the unpacked ones) below a folder. */
export function extractAsar(path, folder) {
  const { start } = readHeader(path)
  const handle = openSync(path, 'r')
  try {
    for (const file of listAsar(path).filter(({ unpacked }) => !unpacked)) {
      const bytes = Buffer.alloc(file.size)
      readSync(handle, bytes, 0, file.size, start + file.offset)
      const target = join(folder, file.path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, bytes)
    }
  } finally {
    closeSync(handle)
  }
}

function readHeader(path) {
  const handle = openSync(path, 'r')
  try {
    const sizes = Buffer.alloc(16)
    readSync(handle, sizes, 0, 16, 0)
    const json = Buffer.alloc(sizes.readUInt32LE(12))
    readSync(handle, json, 0, json.length, 16)
    return { header: JSON.parse(json.toString('utf8')), start: 8 + sizes.readUInt32LE(4) }
  } finally {
    closeSync(handle)
  }
}
