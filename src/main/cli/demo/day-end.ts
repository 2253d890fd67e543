/** Closing the demo day: prepared by one person, signed by two, archived as PDF and XLSX. */
import type { DayReport } from '../../../contract/days.ts'
import { commandId } from '../desk.ts'
import { keep, type Written } from './payout.ts'
import type { DemoDesk } from './people.ts'

export type ClosedDay = { date: string; report: DayReport; signedBy: string[]; written: Written[] }

export async function closeDay(desk: DemoDesk, outDir: string): Promise<ClosedDay> {
  const officer = await desk.proved('fay.tsang')
  const { today: date } = await officer.desk.clock({})
  const open = await officer.days.get({ date })
  await officer.days.prepare({ commandId: commandId(), date, expectedVersion: open.version })
  for (const name of ['fay.tsang', 'frank.mok'] as const) {
    const signer = await desk.proved(name)
    const { version, digest } = await signer.days.get({ date })
    await signer.days.sign({ commandId: commandId(), date, expectedVersion: version, digest })
  }
  const report = await officer.days.get({ date })
  const written: Written[] = []
  if (report.pdfFileId !== null) written.push(await keep(desk, report.pdfFileId, { outDir, name: 'day-report.pdf' }))
  if (report.xlsxFileId !== null) written.push(await keep(desk, report.xlsxFileId, { outDir, name: 'day-report.xlsx' }))
  return { date, report, signedBy: report.signatures.map((s) => s.by), written }
}
