/** Ends the desktop shell in order: windows first, then the engine, which closes the ledger, then the program. */
import type { App } from 'electron'

/** Quits when the last window is closed (except on macOS), and only after `stopEngine` has finished. */
export function quitInOrder(app: App, stopEngine: () => Promise<void>): void {
  let stopped = false
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stopEngine().then(() => {
      stopped = true
      app.quit()
    })
  })
}
