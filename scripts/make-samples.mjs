/**
 * Writes the sample files of `samples/`: withdrawal requests and the customers they belong to, as CSV and Excel, and
 * small broken files to look at refusals with. Everybody in them is invented. Run: `node scripts/make-samples.mjs`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { CUSTOMERS_COLUMNS } from '../src/main/engine/formats/customers-file/read-customers-file.ts'
import { REQUESTS_COLUMNS } from '../src/main/engine/formats/requests-file/read-requests-file.ts'
import { setEntryTimes } from '../src/main/engine/formats/tables/zip-directory.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'samples')
/** Stamp of the workbook, so that the files are the same whenever they are made. */
const STAMP = Date.UTC(2026, 10, 20, 10, 0, 0)

/** Lines of cells between bars, for data that is easier to read in columns of text than in arrays. */
const cellsOf = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|'))

// C-20884 has open trades. C-20905 has a margin level of 92 percent, so nothing can be paid out: no request is theirs.
const customerRows = cellsOf(`
C-20881|Lee Ka Yan|李嘉欣|lee.ka.yan@example.com|+852 9000 0101|HK|normal|TA 5500123|HKD|48210.00|48210.00|0.00|0.00|48210.00|0
C-20882|Chan Tai Man|陳大文|chan.tai.man@example.com|+852 9000 0102|HK|low|TA 5500124|HKD|152000.00|152000.00|2000.00|0.00|152000.00|0
C-20883|Wong Siu Ming|黃小明|wong.siu.ming@example.com|+852 9000 0103|HK|normal|TA 5500125|USD|18450.75|18450.75|0.00|0.00|18450.75|0
C-20884|Cheung Wing Sze|張詠詩|cheung.wing.sze@example.com|+852 9000 0104|HK|normal|TA 5500126|HKD|91000.00|88640.50|0.00|12400.00|76240.50|3
C-20885|Lau Chi Keung|劉志強|lau.chi.keung@example.com|+852 9000 0105|HK|high|TA 5500127|HKD|1860000.00|1860000.00|0.00|0.00|1860000.00|0
C-20886|Ng Mei Ling|吳美玲|ng.mei.ling@example.com|+852 9000 0106|HK|low|TA 5500128|USD|5230.10|5230.10|100.00|0.00|5230.10|0
C-20887|Ho Kwok Wai|何國偉|ho.kwok.wai@example.com|+852 9000 0107|HK|normal|TA 5500129|HKD|27400.00|27400.00|0.00|0.00|27400.00|0
C-20887|Ho Kwok Wai|何國偉|ho.kwok.wai@example.com|+852 9000 0107|HK|normal|TA 5500130|USD|9800.00|9800.00|0.00|0.00|9800.00|0
C-20888|Leung Pui Shan|梁佩珊|leung.pui.shan@example.com|+852 9000 0108|HK|normal|TA 5500131|HKD|640300.00|640300.00|0.00|0.00|640300.00|0
C-20889|Tsang Ho Yin|曾浩然|tsang.ho.yin@example.com|+852 9000 0109|HK|low|TA 5500132|HKD|8800.00|8800.00|0.00|0.00|8800.00|0
C-20890|Yip Hoi Lam|葉凱琳|yip.hoi.lam@example.com|+852 9000 0110|HK|normal|TA 5500133|HKD|33150.40|33150.40|0.00|0.00|33150.40|0
C-20891|Kwok Chun Kit|郭俊傑|kwok.chun.kit@example.com|+852 9000 0111|HK|normal|TA 5500134|USD|74020.00|74020.00|0.00|0.00|74020.00|0
C-20892|Mak Suk Fan|麥淑芬|mak.suk.fan@example.com|+852 9000 0112|HK|low|TA 5500135|HKD|12500.00|12500.00|0.00|0.00|12500.00|0
C-20893|Fung Tsz Kin|馮子健|fung.tsz.kin@example.com|+852 9000 0113|HK|normal|TA 5500136|HKD|215000.00|215000.00|5000.00|0.00|215000.00|0
C-20894|Lam Wai Han|林慧嫻|lam.wai.han@example.com|+852 9000 0114|HK|normal|TA 5500137|HKD|58700.00|58700.00|0.00|0.00|58700.00|0
C-20895|Choi Man Kit|蔡文傑|choi.man.kit@example.com|+852 9000 0115|HK|high|TA 5500138|USD|126400.00|126400.00|0.00|0.00|126400.00|0
C-20896|Harbour Crest Trading Limited|海峰貿易有限公司|harbour.crest.trading.limited@example.com|+852 2500 0116|HK|normal|TA 5500139|HKD|3420000.00|3420000.00|0.00|0.00|3420000.00|0
C-20897|Tang Ka Ho|鄧家豪|tang.ka.ho@example.com|+852 9000 0117|HK|low|TA 5500140|HKD|4600.00|4600.00|0.00|0.00|4600.00|0
C-20898|Poon Sin Yee|潘倩儀|poon.sin.yee@example.com|+852 9000 0118|HK|normal|TA 5500141|HKD|19999.99|19999.99|0.00|0.00|19999.99|0
C-20899|Siu Yat Long|蕭逸朗|siu.yat.long@example.com|+852 9000 0119|HK|normal|TA 5500142|USD|2750.00|2750.00|250.00|0.00|2750.00|0
C-20900|Hui Lok Tung|許樂彤|hui.lok.tung@example.com|+852 9000 0120|HK|low|TA 5500143|HKD|71234.56|71234.56|0.00|0.00|71234.56|0
C-20901|Chow Yuk Lan|周玉蘭|chow.yuk.lan@example.com|+852 9000 0121|HK|normal|TA 5500144|HKD|405000.00|405000.00|0.00|0.00|405000.00|0
C-20905|Yuen Cheuk Hin|袁卓軒|yuen.cheuk.hin@example.com|+852 9000 0125|HK|normal|TA 5500150|USD|11300.00|9200.00|0.00|10000.00|-800.00|6
`)

// As the file has them, except the reference, which is the running number, and the payee, who is the customer.
const requests = cellsOf(`
C-20881|Lee Ka Yan|李嘉欣|TA 5500123|HKD|12500.00|Wire Transfer|004|HSBCHKHH|808123456001|Flat 12A, 23/F, 570 Nathan Road|Kowloon|HK|Personal use||2026-11-19T09:12:00+08:00
C-20882|Chan Tai Man|陳大文|TA 5500124|HKD|80000.00|Wire Transfer|024|HASEHKHH|390123456883|18 Tai Hong Street|Sai Wan Ho|HK|Property|Please call before 5 pm|2026-11-19T09:40:00+08:00
C-20883|Wong Siu Ming|黃小明|TA 5500125|USD|6200.50|Wire Transfer|012|BKCHHKHH|01234567890|88 Castle Peak Road|Tuen Mun|HK|||2026-11-19
C-20884|Cheung Wing Sze|張詠詩|TA 5500126|HKD|15000.00|Cheque||||Room 805, 1 Sha Tin Centre Street|Sha Tin|HK|Education|Collects at the counter|2026-11-19T10:05:00+08:00
C-20885|Lau Chi Keung|劉志強|TA 5500127|HKD|1250000.00|Wire Transfer|003|SCBLHKHH|44712345678|7 Conduit Road|Mid-Levels|HK|Property||2026-11-19T10:31:00+08:00
C-20886|Ng Mei Ling|吳美玲|TA 5500128|USD|350.00|Wire Transfer|004|HSBCHKHH|567234891833||||Personal use||2026-11-19
C-20887|Ho Kwok Wai|何國偉|TA 5500129|HKD|27000.00|Cheque||||22 Fa Yuen Street|Mong Kok|HK||Closing the HKD account 結清港元戶口|2026-11-19T11:02:00+08:00
C-20887|Ho Kwok Wai|何國偉|TA 5500130|USD|4900.00|Wire Transfer||DBSSSGSG|0039012345|10 Marina Boulevard|Singapore|SG|Family support||2026-11-19T11:04:00+08:00
C-20888|Leung Pui Shan|梁佩珊|TA 5500131|HKD|320150.00|Wire Transfer|009||012345678901|3 Tong Yin Street|Tseung Kwan O|HK|Investment||2026-11-19T11:48:00+08:00
C-20889|Tsang Ho Yin|曾浩然|TA 5500132|HKD|1200.00|Wire Transfer|388||749123456||||||2026-11-19T13:15:00+08:00
C-20889|Tsang Ho Yin|曾浩然|TA 5500132|HKD|2500.00|Wire Transfer|388||749123456||||Personal use|Second part|2026-11-20T09:20:00+08:00
C-20890|Yip Hoi Lam|葉凱琳|TA 5500133|HKD|9999.99|Wire Transfer|016||478123456|50 Hoi Yuen Road|Kwun Tong|HK|||2026-11-19
C-20891|Kwok Chun Kit|郭俊傑|TA 5500134|USD|50000.00|Wire Transfer||BARCGB22|GB33BUKB20201555555555|25 Bank Street|London|GB|Education|Tuition, spring term|2026-11-19T14:02:00+08:00
C-20892|Mak Suk Fan|麥淑芬|TA 5500135|HKD|12000.00|Cheque||||9 Wang Hoi Road|Kowloon Bay|HK|||2026-11-19T14:26:00+08:00
C-20893|Fung Tsz Kin|馮子健|TA 5500136|HKD|100000.00|Wire Transfer|020|WUBAHKHH|60112345678|15 Science Park West Avenue|Sha Tin|HK|Investment||2026-11-19T15:10:00+08:00
C-20894|Lam Wai Han|林慧嫻|TA 5500137|HKD|8888.88|Cheque||||Flat B, 6/F, 31 Shau Kei Wan Road|Shau Kei Wan|HK|Wedding||2026-11-19T15:33:00+08:00
C-20895|Choi Man Kit|蔡文傑|TA 5500138|USD|75000.00|Wire Transfer|018|KWHKHKHH|736123456789|1 Austin Road West|Kowloon|HK|Property||2026-11-19T16:01:00+08:00
C-20896|Harbour Crest Trading Limited|海峰貿易有限公司|TA 5500139|HKD|980000.00|Wire Transfer|004|HSBCHKHH|640987654838|Unit 1203, 89 Queensway|Admiralty|HK|Supplier payment|Board resolution on file|2026-11-19T16:20:00+08:00
C-20897|Tang Ka Ho|鄧家豪|TA 5500140|HKD|4000.00|Wire Transfer|387||868123456||||||2026-11-19
C-20898|Poon Sin Yee|潘倩儀|TA 5500141|HKD|15750.25|Wire Transfer|024|HASEHKHH|788654321882||||Personal use||2026-11-20T08:55:00+08:00
C-20899|Siu Yat Long|蕭逸朗|TA 5500142|USD|1800.00|Wire Transfer|072||861512345678|233 Des Voeux Road West|Sai Ying Pun|HK|||2026-11-20T09:03:00+08:00
C-20900|Hui Lok Tung|許樂彤|TA 5500143|HKD|36000.00|Cheque||||11 Yuen Long Main Road|Yuen Long|HK|Renovation||2026-11-20T09:31:00+08:00
C-20901|Chow Yuk Lan|周玉蘭|TA 5500144|HKD|200000.00|Cheque||||128 Tai Po Road|Tai Po|HK|Property|Two signatures needed 需要兩個簽名|2026-11-20T09:44:00+08:00
C-20896|Harbour Crest Trading Limited|海峰貿易有限公司|TA 5500139|HKD|465300.40|Wire Transfer|012|BKCHHKHH|03387654321|Unit 1203, 89 Queensway|Admiralty|HK|Rent||2026-11-20T10:05:00+08:00
`)

const requestRows = requests.map(([number, name, zh, account, currency, amount, method, ...rest], row) => {
  const reference = `CA-2026-${String(4101 + row)}`
  return [reference, number, name, zh, account, currency, amount, method, name.toUpperCase(), ...rest]
})

function csv(columns, rows) {
  const cell = (value) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value))
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

const withMark = (text) => Buffer.from(`\ufeff${text}`, 'utf8')

/** Numbers as numbers, bare dates as dates, everything else as text. */
async function excel(columns, rows) {
  const workbook = new ExcelJS.Workbook()
  workbook.created = new Date(STAMP)
  workbook.modified = new Date(STAMP)
  const sheet = workbook.addWorksheet('Requests', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((name) => ({
    header: name,
    width: Math.max(12, name.length + 2),
    style: { numFmt: '@' },
  }))
  for (const row of rows) {
    const written = sheet.addRow(row)
    const amount = written.getCell(columns.indexOf('amount') + 1)
    amount.value = Number(amount.value.replace('.', '')) / 100
    amount.numFmt = '#,##0.00'
    const when = written.getCell(columns.indexOf('requested_at') + 1)
    if (when.value.length === 10) {
      when.value = new Date(`${when.value}T00:00:00Z`)
      when.numFmt = 'yyyy-mm-dd'
    }
  }
  sheet.getRow(1).font = { bold: true }
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  setEntryTimes(bytes, STAMP)
  return bytes
}

/** The first three rows with one cell changed. */
function changed(row, column, value) {
  const rows = requestRows.slice(0, 3).map((cells) => [...cells])
  rows[row][REQUESTS_COLUMNS.indexOf(column)] = value
  return rows
}

const write = (name, bytes) => writeFileSync(join(folder, name), bytes)

mkdirSync(join(folder, 'broken'), { recursive: true })
const workbook = await excel(REQUESTS_COLUMNS, requestRows)
write('requests.csv', withMark(csv(REQUESTS_COLUMNS, requestRows)))
write('requests.xlsx', workbook)
write('customers.csv', withMark(csv(CUSTOMERS_COLUMNS, customerRows)))

const header = REQUESTS_COLUMNS.map((name) => (name === 'amount' ? 'Amount' : name))
write('broken/wrong-header.csv', withMark(csv(header, requestRows.slice(0, 3))))
write('broken/formula.csv', withMark(csv(REQUESTS_COLUMNS, changed(1, 'amount', '=10*500'))))
write('broken/bad-amount.csv', withMark(csv(REQUESTS_COLUMNS, changed(2, 'amount', '6.200,50'))))
write('broken/duplicate-reference.csv', withMark(csv(REQUESTS_COLUMNS, changed(2, 'external_ref', 'CA-2026-4101'))))
write('broken/hidden-character.csv', withMark(csv(REQUESTS_COLUMNS, changed(0, 'payee_account', '808123\u200b456001'))))
write('broken/truncated.xlsx', workbook.subarray(0, Math.floor(workbook.length * 0.6)))
// Saved as Big5 by one program, with a last line that another program added in UTF-8.
const lines = csv(REQUESTS_COLUMNS, requestRows.slice(0, 3)).split(/(?<=\r\n)/)
write(
  'broken/wrong-charset.csv',
  Buffer.concat([iconv.encode(lines.slice(0, 3).join(''), 'big5-hkscs'), Buffer.from(lines[3], 'utf8')]),
)
