/** Electron's ipcMain as far as it is used: messages without an answer. */
import { EventEmitter } from 'node:events'

export const ipcMain = new EventEmitter()
