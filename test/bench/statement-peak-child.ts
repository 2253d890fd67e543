/** The process whose memory is measured: reads a camt.053 file of so many entries and says its peak in MiB. */
import { camtFile } from './statement-files.ts'
import { readCamtEntries } from './statement-reading.ts'

readCamtEntries(camtFile(), Number(process.argv[2]))
process.stdout.write(`${(process.resourceUsage().maxRSS / 1024).toFixed(1)}\n`)
