/**
 * The one message that a page may send: "give me the engine". Main looks at who asks and passes the port on;
 * after that the page and the engine talk without main.
 */
import { hostname } from 'node:os'
import type { IpcMain, MessagePortMain } from 'electron'
import { CONNECT_CHANNEL, isOwnTopFrame } from './address.ts'
import type { EngineHost } from './engine-host.ts'

export type ConnectionOptions = {
  host: EngineHost<MessagePortMain>
  devOrigin: string | undefined
  onDenied: (what: string) => void
}

/** Brokers ports from our own pages to the engine; ports from anywhere else are closed. */
export function brokerConnections(ipcMain: IpcMain, { host, devOrigin, onDenied }: ConnectionOptions): void {
  ipcMain.on(CONNECT_CHANNEL, (event) => {
    const own = isOwnTopFrame(event.senderFrame, devOrigin)
    if (!own) onDenied(`connection from ${event.senderFrame?.url ?? 'a closed page'}`)
    for (const port of event.ports) {
      if (own) host.connect(port, { shell: 'desktop', address: hostname() })
      else port.close()
    }
  })
}
