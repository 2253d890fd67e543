/** Everything of Electron's main-process API that exists here. */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { protocol, session } from './session.ts'
import { utilityProcess } from './utility-process.ts'
import { webContents } from './web-contents.ts'

export { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, utilityProcess, webContents }
export default { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, utilityProcess, webContents }
