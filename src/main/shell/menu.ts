/**
 * The application menu: the platform's usual entries and the few commands of the shell. Everything about
 * payments is inside the window.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

export type MenuActions = { newWindow: () => void; saveLog: () => void }

export type MenuOptions = { words: Words; actions: MenuActions; packaged: boolean; mac: boolean }

/** The template for Electron's `Menu.buildFromTemplate`. */
export function menuTemplate({ words, actions, packaged, mac }: MenuOptions): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  if (!packaged) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' })
  const menu: MenuItemConstructorOptions[] = [
    {
      label: words.file,
      submenu: [
        { id: 'new-window', label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit', label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    { label: words.view, submenu: view },
    { label: words.help, submenu: [{ id: 'save-log', label: words.saveLog, click: actions.saveLog }] },
  ]
  return mac ? [{ role: 'appMenu' }, ...menu] : menu
}
