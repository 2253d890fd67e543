/**
 * The few texts that the desktop shell shows itself (menu, native dialogs), in the two languages of the desk.
 * Everything inside the window comes from the window's own catalogue.
 */

const en = {
  file: 'File',
  newWindow: 'New Window',
  saveLog: 'Save Log…',
  quit: 'Quit Countersign',
  edit: 'Edit',
  view: 'View',
  help: 'Help',
  logTitle: 'Save the log',
  copyTitle: 'Choose a folder for the copy of the ledger',
  copyDone: 'The ledger was copied.',
  copyFailed: 'The ledger was not copied.',
  logFailed: 'The log was not saved.',
  crashed: 'The engine stopped several times within a minute.',
  startFailed: 'Countersign could not start.',
}

const zhHant: typeof en = {
  file: '檔案',
  newWindow: '新視窗',
  saveLog: '儲存記錄檔…',
  quit: '結束 Countersign',
  edit: '編輯',
  view: '檢視',
  help: '說明',
  logTitle: '儲存記錄檔',
  copyTitle: '選擇存放帳本副本的資料夾',
  copyDone: '帳本已複製。',
  copyFailed: '帳本未能複製。',
  logFailed: '記錄檔未能儲存。',
  crashed: '引擎在一分鐘內多次停止。',
  startFailed: 'Countersign 無法啟動。',
}

export type Words = typeof en

/** The texts for a locale such as `zh-HK` or `en-GB`; Chinese locales read Traditional Chinese. */
export function wordsFor(locale: string): Words {
  return locale.toLowerCase().startsWith('zh') ? zhHant : en
}
