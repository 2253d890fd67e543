/** The answers of the browser shell as plain data: status, headers, body. */
import type { OutgoingHttpHeaders } from 'node:http'
import { type BundleFile, readBundleFile } from '../bundle/files.ts'
import { cacheControl, securityHeaders } from '../bundle/headers.ts'
import type { Refusal } from './admission.ts'

export type Answer = { status: number; headers: OutgoingHttpHeaders; body: string | Uint8Array }

const SENTENCES: Record<Refusal | 'used-link', { en: string; zhHant: string }> = {
  'wrong-host': {
    en: 'This address does not belong to the desk. Open the link exactly as the terminal printed it.',
    zhHant: '此網址不屬於本系統。請使用終端機顯示的連結。',
  },
  'wrong-origin': {
    en: 'Another page asked for the desk. Only the desk’s own page may do that.',
    zhHant: '請求來自其他網頁，已拒絕。',
  },
  'no-session': {
    en: 'This browser has not been let in yet. Press Enter in the terminal where the desk runs and open the new link.',
    zhHant: '此瀏覽器尚未獲准。請在執行系統的終端機按 Enter，然後開啟新連結。',
  },
  'used-link': {
    en: 'This link was used before or is older than five minutes. Press Enter in the terminal for a new one.',
    zhHant: '此連結已使用或已超過五分鐘。請在終端機按 Enter 取得新連結。',
  },
}

/** 403 with the reason in both languages of the desk, and what to do next. */
export function refusalAnswer(refusal: Refusal | 'used-link'): Answer {
  const { en, zhHant } = SENTENCES[refusal]
  return plainAnswer(403, `${en}\n${zhHant}\n`)
}

export function plainAnswer(status: number, text: string): Answer {
  const headers = { ...securityHeaders(), 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: text }
}

/** A file of the window; `socketSource` is where its page may open the WebSocket. */
export function fileAnswer(file: BundleFile, socketSource: string): Answer {
  const headers = {
    ...securityHeaders([socketSource]),
    'content-type': file.contentType,
    'cache-control': cacheControl(file.immutable),
  }
  return { status: 200, headers, body: readBundleFile(file) }
}

/** Sends the browser to the window, with the cookie of its new session when there is one. */
export function letInAnswer(cookie: string | null): Answer {
  const headers = { ...securityHeaders(), location: '/', 'cache-control': 'no-store' }
  return { status: 303, headers: cookie === null ? headers : { ...headers, 'set-cookie': cookie }, body: '' }
}
