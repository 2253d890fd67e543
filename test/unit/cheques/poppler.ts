/**
 * What a PDF really shows, asked from poppler's command line tools: the size of its pages, where its words stand and how
 * much ink lies in a box. A text layer alone proves nothing about ink.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Box, Point } from '../../../src/main/engine/formats/cheques/geometry.ts'

const MM_PER_POINT = 25.4 / 72
/** Noto Sans TC: ascent, descent and capital height in parts of the type size. */
const ASCENT = 1.16
const LINE = 1.448
const CAPITAL = 0.733
const DARK_BELOW = 128

export const POPPLER_TOOLS = ['pdffonts', 'pdfinfo', 'pdftotext', 'pdftoppm']
export const missingTools = POPPLER_TOOLS.filter((tool) => spawnSync(tool, ['-v']).error !== undefined)

function withFile<Result>(bytes: Uint8Array, read: (path: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'cheque-'))
  try {
    const path = join(folder, 'cheque.pdf')
    writeFileSync(path, bytes)
    return read(path, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function pageSizes(bytes: Uint8Array): { widthMm: number; heightMm: number }[] {
  return withFile(bytes, (path) => {
    const text = execFileSync('pdfinfo', ['-box', '-l', '999', path], { encoding: 'utf8' })
    return [...text.matchAll(/MediaBox:\s+0\.00\s+0\.00\s+([\d.]+)\s+([\d.]+)/g)].map((match) => ({
      widthMm: Number(match[1]) * MM_PER_POINT,
      heightMm: Number(match[2]) * MM_PER_POINT,
    }))
  })
}

export function embeddedFonts(bytes: Uint8Array): string {
  return withFile(bytes, (path) => execFileSync('pdffonts', [path], { encoding: 'utf8' }))
}

export interface WordOnPage {
  readonly text: string
  readonly xMm: number
  readonly endMm: number
  /** Middle between the baseline and the top of a capital. */
  readonly middleMm: number
  readonly sizePt: number
}

/** The words of one page (counted from 1) with their places; right for text that is not turned. */
export function wordsOf(bytes: Uint8Array, page = 1): WordOnPage[] {
  return withFile(bytes, (path) => {
    const xml = execFileSync('pdftotext', ['-bbox', '-f', `${page}`, '-l', `${page}`, path, '-'], { encoding: 'utf8' })
    const pattern = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g
    return [...xml.matchAll(pattern)].map(([, xMin, yMin, xMax, yMax, text = '']) => {
      const sizePt = (Number(yMax) - Number(yMin)) / LINE
      return {
        text: text.replaceAll('&amp;', '&'),
        xMm: Number(xMin) * MM_PER_POINT,
        endMm: Number(xMax) * MM_PER_POINT,
        middleMm: (Number(yMin) + (ASCENT - CAPITAL / 2) * sizePt) * MM_PER_POINT,
        sizePt,
      }
    })
  })
}

export interface Rendering {
  /** Number of dark pixels in a box. */
  ink(box: Box): number
  /** Middle of the dark pixels in a box. */
  inkMiddle(box: Box): Point
  /** Smallest box around all dark pixels of the page. */
  inkBox(): Box
}

/** Renders one page (counted from 1) in grey at 300 dots per inch. */
export function render(bytes: Uint8Array, page = 1): Rendering {
  const dpi = 300
  const { pixels, width, height } = withFile(bytes, (path, folder) => {
    const target = join(folder, 'page')
    const pages = ['-f', `${page}`, '-l', `${page}`, '-singlefile']
    execFileSync('pdftoppm', ['-gray', '-r', `${dpi}`, ...pages, path, target])
    return readPgm(readFileSync(`${target}.pgm`))
  })
  const perMm = dpi / 25.4
  const darkIn = (box: Box): Point[] => {
    const found: Point[] = []
    const right = Math.min(width, Math.round((box.xMm + box.widthMm) * perMm))
    const bottom = Math.min(height, Math.round((box.yMm + box.heightMm) * perMm))
    for (let y = Math.max(0, Math.round(box.yMm * perMm)); y < bottom; y++) {
      for (let x = Math.max(0, Math.round(box.xMm * perMm)); x < right; x++) {
        if (pixels[y * width + x]! < DARK_BELOW) found.push({ xMm: (x + 0.5) / perMm, yMm: (y + 0.5) / perMm })
      }
    }
    return found
  }
  return {
    ink: (box) => darkIn(box).length,
    inkMiddle(box) {
      const dark = darkIn(box)
      const sum = dark.reduce((a, b) => ({ xMm: a.xMm + b.xMm, yMm: a.yMm + b.yMm }), { xMm: 0, yMm: 0 })
      return { xMm: sum.xMm / dark.length, yMm: sum.yMm / dark.length }
    },
    inkBox() {
      let [left, top, right, bottom] = [width, height, 0, 0]
      for (let at = 0; at < pixels.length; at++) {
        if (pixels[at]! >= DARK_BELOW) continue
        const [x, y] = [at % width, Math.trunc(at / width)]
        left = Math.min(left, x)
        right = Math.max(right, x + 1)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y + 1)
      }
      return {
        xMm: left / perMm,
        yMm: top / perMm,
        widthMm: (right - left) / perMm,
        heightMm: (bottom - top) / perMm,
      }
    },
  }
}

function readPgm(file: Buffer): { pixels: Uint8Array; width: number; height: number } {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'))
  if (!header) throw new Error('pdftoppm gave no grey picture')
  return { pixels: file.subarray(header[0].length), width: Number(header[1]), height: Number(header[2]) }
}
