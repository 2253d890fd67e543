/** The picture of a printed cheque: a leaf as the desk draws it, over its pale paper, rendered by poppler. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../tools.mjs'

const DPI = 120
const SAMPLE = {
  chequeNumber: '100205',
  date: '2026-11-20',
  payeeName: 'LEE KA YAN 李嘉欣',
  amountMinor: 1_250_080,
  currency: 'HKD',
  reference: 'WD1042T1C11',
}

/** Writes `<target>.png`. */
export async function drawChequeSample(target) {
  const formats = join(root, 'src/main/engine/formats/cheques')
  const { drawCheques } = await import(join(formats, 'draw-cheque.ts'))
  const { loadStocks } = await import(join(formats, 'load-stocks.ts'))
  const { NO_CORRECTION: correction } = await import(join(formats, 'correction.ts'))
  const read = (kind) => {
    const folder = join(root, 'resources/cheques', kind)
    return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  }
  const forms = loadStocks({ stocks: read('stocks'), layouts: read('layouts') })
  const font = readFileSync(
    join(root, 'node_modules/@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf'),
  )
  const form = { stock: forms.stocks.get('hk-cheque'), layout: forms.layouts.get('hk-cheque'), correction, font }
  const { bytes } = await drawCheques({ ...form, cheques: [SAMPLE], mode: 'preview' })
  const folder = mkdtempSync(join(tmpdir(), 'countersign-sample-'))
  try {
    writeFileSync(join(folder, 'cheque.pdf'), bytes)
    const args = ['-png', '-r', String(DPI), '-singlefile', join(folder, 'cheque.pdf'), target]
    if (spawnSync('pdftoppm', args, { stdio: 'inherit' }).status !== 0) throw new Error('pdftoppm drew no picture')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
