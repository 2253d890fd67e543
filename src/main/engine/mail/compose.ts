/** One plain-text message as RFC 5322 lines: UTF-8 in base64, headers encoded by RFC 2047, nothing of the text can become a header. */
import { Buffer } from 'node:buffer'

export type Mail = {
  from: string
  fromName: string
  to: string
  toName: string
  subject: string
  body: string
  /** The same for every try, so that a repeated delivery is recognised. */
  messageId: string
  at: number
}

const LINE_CHARS = 76
/** Bytes of UTF-8 in one encoded word, so that no header line passes 75 characters. */
const WORD_BYTES = 42

export function composeMail(mail: Mail): string {
  const head = [
    `From: ${mailbox(mail.fromName, mail.from)}`,
    `To: ${mailbox(mail.toName, mail.to)}`,
    `Subject: ${encoded(mail.subject)}`,
    `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.messageId}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
  ]
  const body = Buffer.from(mail.body.replace(/\r?\n/g, '\r\n'), 'utf8').toString('base64')
  const lines = body.match(new RegExp(`.{1,${LINE_CHARS}}`, 'g')) ?? []
  return `${[...head, '', ...lines].join('\r\n')}\r\n`
}

/** An address that may stand in a command: one mailbox, no blanks, brackets or line breaks. */
export function isPlainAddress(address: string): boolean {
  return /^[^\s<>@,;:"()[\]\\]+@[A-Za-z0-9.-]+$/.test(address)
}

function mailbox(name: string, address: string): string {
  return name === '' ? `<${address}>` : `${encoded(name)} <${address}>`
}

/** Words outside plain letters and digits as encoded words, cut between characters. */
function encoded(text: string): string {
  if (/^[A-Za-z0-9 .,_'!?/+-]*$/.test(text) && text.length < 60) return text
  const words: string[] = []
  let part = ''
  for (const character of text.replace(/[\r\n]+/g, ' ')) {
    if (Buffer.byteLength(part + character) > WORD_BYTES) {
      words.push(part)
      part = ''
    }
    part += character
  }
  words.push(part)
  return words.map((word) => `=?utf-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`).join('\r\n ')
}
