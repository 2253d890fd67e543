/** A one-page PDF, all red, and how much of its ink can be seen: shows whether a window really displays paper. */
import type { Page } from '@playwright/test'

const RED_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>endobj
4 0 obj<</Length 26>>stream
1 0 0 rg 0 0 300 200 re f
endstream endobj
trailer<</Root 1 0 R>>`

/** Shows the PDF in a frame over the page, as the window shows its cheques. */
export async function showPaper(page: Page): Promise<void> {
  await page.evaluate((text) => {
    const frame = document.createElement('iframe')
    Object.assign(frame.style, { position: 'fixed', inset: '0', width: '100vw', height: '100vh', zIndex: '99999' })
    frame.src = URL.createObjectURL(new Blob([text], { type: 'application/pdf' }))
    document.body.append(frame)
  }, RED_PDF)
}

/** Red pixels of the page as it is on the screen. */
export async function countRedPixels(page: Page): Promise<number> {
  const picture = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`
  return await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    let red = 0
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] ?? 0) > 200 && (data[at + 1] ?? 255) < 60 && (data[at + 2] ?? 255) < 60) red++
    }
    return red
  }, picture)
}
