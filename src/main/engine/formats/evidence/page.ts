/** The page of an evidence pack that people read and print: what it is about, who agreed, what was posted, how to check it. */
import { VERIFY_COMMAND } from '../../../../contract/evidence.ts'
import { type Currency, formatMoney, isCurrency } from '../../../../contract/money.ts'
import { wallClock } from '../tables/columns.ts'
import type { PackContent } from './model.ts'

const STYLE = `body{font:13px/1.45 system-ui,"Noto Sans TC",sans-serif;margin:32px auto;max-width:1000px;padding:0 24px;color:#1a2327}
h1{font-size:21px;margin:0 0 4px}h2{font-size:15px;margin:26px 0 8px;border-bottom:1px solid #b9c4c4;padding-bottom:3px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid #e2e8e8}
th{font-weight:600;background:#eef3f3}td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}.lead{color:#4c5a5e}pre{background:#eef3f3;padding:10px 12px;white-space:pre-wrap}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}`

const safe = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)

type Cell = { text: unknown; number?: boolean; code?: boolean }
const plain = (value: unknown): Cell => ({ text: value })
const code = (value: unknown): Cell => ({ text: value, code: true })
const figure = (value: unknown): Cell => ({ text: value, number: true })

function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '<p class="lead">None. 沒有。</p>'
  const cell = ({ text, number, code: isCode }: Cell) =>
    `<td${number ? ' class="n"' : ''}>${isCode ? `<code>${safe(text)}</code>` : safe(text)}</td>`
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')
  return `<table><thead><tr>${heads.map((head) => `<th>${safe(head)}</th>`).join('')}</tr></thead><tbody>\n${body}\n</tbody></table>`
}

const show = (amountMinor: number, currency: string) =>
  isCurrency(currency) ? `${formatMoney(amountMinor, currency as Currency)} ${currency}` : `${amountMinor} ${currency}`

export function verificationPage(content: PackContent, fileNames: readonly string[]): string {
  const at = (instant: number) => wallClock(instant, content.timeZone)
  const section = (title: string, inner: string) => `<h2>${safe(title)}</h2>\n${inner}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence: ${safe(content.subject)}</title><style>${STYLE}</style></head><body>
<h1>Evidence 證據：${safe(content.subject)}</h1>
<p class="lead">${safe(content.deskName)} · made by 製作人 ${safe(content.madeBy)} · ${safe(at(content.madeAt))} (${safe(content.timeZone)})<br>
Head of the audit chain 稽核鏈末端: record 記錄 ${content.head.sequence}, <code>${safe(content.head.hash)}</code></p>
${section('How to check this pack 如何核對', howTo())}
${section('Approvals, releases, signatures 批核、放行、簽署', approvals(content, at))}
${section('Postings 分錄', postings(content, at))}
${section('Lines of the bank 銀行結單項目', bankLines(content))}
${section('Audit records 稽核記錄', records(content, at))}
${section('Days and their roots 各日及其根值', days(content))}
${section(
  'Files 檔案',
  table(
    ['File 檔案', 'SHA-256'],
    content.files.map((file, i) => [plain(fileNames[i]), code(file.sha256)]),
  ),
)}
</body></html>
`
}

function howTo(): string {
  return `<pre>${safe(VERIFY_COMMAND)}
sha256sum -c SHA256SUMS</pre>
<p>The first line checks every part, the hash of every audit record, the root of every day and the balance of every journal, and names the first thing that
does not agree. Compare the roots below with the signed day-end sheets: they left the desk on paper. The second line checks the parts with
any machine's own tools. 第一行核對每個部分、每項稽核記錄的雜湊值、每日根值及每筆分錄的平衡；請將下列根值與已簽署的日結表核對。第二行可用任何電腦的工具核對各部分。</p>`
}

type At = (instant: number) => string

function approvals({ approvals: all }: PackContent, at: At): string {
  const rows = all.map(({ what, by, at: when, digest }) => [plain(what), plain(by), plain(at(when)), code(digest)])
  return table(['What 事項', 'By 經手人', 'At 時間', 'Digest 摘要值'], rows)
}

function postings({ journals }: PackContent, at: At): string {
  const rows = journals.flatMap((journal) =>
    journal.postings.map((posting, i) => [
      plain(i === 0 ? `J-${journal.journalId} ${journal.kind}` : ''),
      plain(i === 0 ? `${journal.date} · ${journal.by} · ${at(journal.at)}` : ''),
      plain(posting.account),
      figure(show(posting.amountMinor, posting.currency)),
      figure(show(posting.balanceAfterMinor, posting.currency)),
    ]),
  )
  return table(['Journal 日記帳', 'Posted 入帳', 'Account 帳戶', 'Amount 金額', 'Balance after 結餘'], rows)
}

function bankLines({ lines }: PackContent): string {
  const rows = lines.map((line) => [
    plain(`${line.file}, ${line.statement}, line ${line.line}`),
    plain(line.bookingDate),
    figure(show(line.direction === 'debit' ? -line.amountMinor : line.amountMinor, line.currency)),
    plain(line.text),
    plain(line.match),
  ])
  return table(['Place 位置', 'Booked 入帳日', 'Amount 金額', 'Text 文字', 'Matched 配對'], rows)
}

function records({ records: all }: PackContent, at: At): string {
  const rows = all.map(({ sequence, record, hash }) => {
    const { action, actor, role, reason, at: when } = JSON.parse(record) as Record<string, string> & { at: number }
    return [
      figure(sequence),
      plain(at(when)),
      plain(`${actor} (${role})`),
      plain([action, reason].filter(Boolean).join(': ')),
      code(hash.slice(0, 16)),
    ]
  })
  return table(['No. 編號', 'At 時間', 'By 經手人', 'What 事項', 'Hash 雜湊值'], rows)
}

function days({ days: all }: PackContent): string {
  const rows = all.map(({ date, hashes, root }) => [plain(date), figure(hashes.length), code(root)])
  return table(['Day 日期', 'Records 記錄數', 'Root on the day-end sheet 日結表上的根值'], rows)
}
