/** Electron's downloads: asks `will-download`, then puts the file where the item says, or into the download folder. */
import { EventEmitter } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser, type ProtocolResult, reportUnlessOvertaken } from './browser.ts'
import { fromChromium, session } from './session.ts'

class DownloadItem extends EventEmitter {
  readonly #url: string
  readonly #filename: string
  #savePath = ''

  constructor(url: string, filename: string) {
    super()
    this.#url = url
    this.#filename = filename
  }

  getURL(): string {
    return this.#url
  }

  getFilename(): string {
    return this.#filename
  }

  /** Without it the real one asks the user; here the file goes into the download folder under its own name. */
  setSavePath(path: string): void {
    this.#savePath = path
  }

  getSavePath(): string {
    return this.#savePath
  }
}

/**
 * Takes over Chromium's downloads.
 * @param folder where files arrive, named after their download first
 */
export async function takeDownloads(folder: string): Promise<void> {
  const items = new Map<string, DownloadItem>()
  mkdirSync(folder, { recursive: true })
  browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }: ProtocolResult) => {
    const item = new DownloadItem(fromChromium(url), suggestedFilename)
    const event = {
      defaultPrevented: false,
      preventDefault: () => {
        event.defaultPrevented = true
      },
    }
    session.defaultSession.emit('will-download', event, item, undefined)
    if (!event.defaultPrevented) items.set(guid, item)
    else browser.send('Browser.cancelDownload', { guid }).catch(reportUnlessOvertaken)
  })
  browser.on('Browser.downloadProgress', ({ guid, state }: ProtocolResult) => {
    const item = items.get(guid)
    if (item === undefined || state === 'inProgress') return
    items.delete(guid)
    if (state === 'completed') copyFileSync(join(folder, guid), item.getSavePath() || join(folder, item.getFilename()))
    item.emit('done', {}, state === 'completed' ? 'completed' : 'cancelled')
  })
  const behavior = { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true }
  await browser.send('Browser.setDownloadBehavior', behavior)
}
