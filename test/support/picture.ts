/** Pictures of pages: rendered by poppler as grey PNG, read back to pixels, compared with an approved one. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

/** The first page of a PDF as a PNG in shades of grey. */
export function pictureOf(pdf: Uint8Array, dpi: number): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-picture-'))
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf)
    const target = join(folder, 'page')
    execFileSync('pdftoppm', [
      '-png',
      '-gray',
      '-r',
      `${dpi}`,
      '-f',
      '1',
      '-l',
      '1',
      '-singlefile',
      join(folder, 'page.pdf'),
      target,
    ])
    return readFileSync(`${target}.png`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Grey = { width: number; height: number; pixels: Uint8Array }

/** Shades of an 8-bit PNG without interlacing, which is what poppler writes: grey, or three equal channels. */
export function greyOf(png: Buffer): Grey {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = { 0: 1, 2: 3 }[png[25] ?? -1]
  if (png[24] !== 8 || channels === undefined) throw new Error('not an 8-bit picture in grey or colours')
  const chunks: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const raw = inflateSync(Buffer.concat(chunks))
  const bytes = new Uint8Array(width * channels * height)
  for (let y = 0; y < height; y++) unfilter({ raw, bytes, stride: width * channels, channels, y })
  return { width, height, pixels: bytes.filter((_, at) => at % channels === 0) }
}

type Line = { raw: Buffer; bytes: Uint8Array; stride: number; channels: number; y: number }

function unfilter({ raw, bytes, stride, channels, y }: Line): void {
  const filter = raw[y * (stride + 1)] ?? 0
  const at = (x: number, row: number) => (x < 0 || row < 0 ? 0 : (bytes[row * stride + x] ?? 0))
  for (let x = 0; x < stride; x++) {
    const [left, up, corner] = [at(x - channels, y), at(x, y - 1), at(x - channels, y - 1)]
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    bytes[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess
  }
}

function paeth(left: number, up: number, corner: number): number {
  const at = left + up - corner
  const [a, b, c] = [Math.abs(at - left), Math.abs(at - up), Math.abs(at - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The part of pixels that differ by more than a shade that versions of the renderer may differ by. */
export function differenceOf(a: Grey, b: Grey): number {
  if (a.width !== b.width || a.height !== b.height) return 1
  let count = 0
  for (let at = 0; at < a.pixels.length; at++) if (Math.abs((a.pixels[at] ?? 0) - (b.pixels[at] ?? 0)) > 96) count++
  return count / a.pixels.length
}
