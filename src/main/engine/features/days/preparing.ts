/**
 * Preparing a day: its figures are worked out and drawn before the command takes the ledger, because PDF and workbook cannot
 * be written at once; the command then checks that the figures have not moved, and keeps all of it.
 */
import { readFileSync } from 'node:fs'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { DayReport } from '../../../../contract/days.ts'
import type { Language } from '../../../../contract/session.ts'
import { canonicalJson, digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { drawReport } from '../../formats/reports/draw-report.ts'
import { writeXlsxWorkbook } from '../../formats/tables/write-xlsx.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { fontFile } from '../../resources.ts'
import { show } from '../requests/index.ts'
import { type Figures, figuresOf, ledgerFigures } from './figures.ts'
import { blockerOf, movingFigures } from './rules.ts'
import type { Day } from './schema.ts'
import { sheetReport, sheetWorkbook } from './sheet.ts'
import { type DayAction, type DayState, stateAfter } from './states.ts'
import { changeDay, dayAt } from './store.ts'

export type PrepareInput = { date: BusinessDate; expectedVersion: number; language: Language }
/**
 * What is frozen and signed: the figures, who prepared them and when. The version of the day that it was prepared from makes
 * every report another one, so that a signature under a report that was taken back never counts for the next.
 */
export type FrozenReport = Figures & { preparedBy: string; preparedAt: number; fromVersion: number }
export type PreparedDay = { report: FrozenReport; digest: string; pdf: Uint8Array; xlsx: Uint8Array }

const PDF = 'application/pdf'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The state that an action leads to. Refuses DAY_NOT_PREPARED or DAY_SIGNED_ALREADY. */
export function requireDayState(day: Day, action: DayAction): DayState {
  const to = stateAfter(day.state as DayState, action)
  if (to !== null) return to
  if (day.state === 'open') refuse('DAY_NOT_PREPARED', { date: day.date })
  refuse('DAY_SIGNED_ALREADY', { date: day.date })
}

/** Refuses while the books do not balance, work is half done or a variance is not explained (R2-70). */
export function refuseBlocked(report: Pick<DayReport, 'date' | 'rows' | 'checks'>): void {
  const blocker = blockerOf(report, show)
  if (blocker) throw new Refusal(blocker.code, blocker.figures)
}

/** Works out, draws and writes the report; nothing is kept yet. */
export async function prepareDay(call: Call, input: PrepareInput): Promise<PreparedDay> {
  dayToPrepare(call, input)
  const figures = figuresOf(call, input.date)
  refuseBlocked(figures)
  const report: FrozenReport = {
    ...figures,
    preparedBy: call.actor.displayName,
    preparedAt: call.now,
    fromVersion: input.expectedVersion,
  }
  const digest = digestOf(report)
  const { settings, profiles, resourcesDir } = call.services
  const about = {
    deskName: settings.get('desk.name'),
    timeZone: settings.get('desk.timeZone'),
    preparedBy: report.preparedBy,
    preparedAt: report.preparedAt,
    digest,
    language: input.language,
    statusLabel: (status: string) => profiles.statusLabel(status)[input.language],
  }
  const font = (weight: 'regular' | 'bold') => readFileSync(fontFile(resourcesDir, weight))
  const pdf = await drawReport(sheetReport(figures, about), { regular: font('regular'), bold: font('bold') })
  const { bytes: xlsx } = await writeXlsxWorkbook(sheetWorkbook(figures, about), {
    timeZone: about.timeZone,
    createdAt: call.now,
  })
  return { report, digest, pdf, xlsx }
}

function dayToPrepare(
  call: Call,
  { date, expectedVersion }: Omit<PrepareInput, 'language'>,
): { day: Day; to: DayState } {
  const day = dayAt(call, { date, expectedVersion })
  if (date > call.today) refuse('NOT_BUSINESS_DATE', { date, why: 'it has not begun' })
  return { day, to: requireDayState(day, 'prepare') }
}

/** Freezes the figures with their sheet. Refuses DAY_FIGURES_MOVED when something was posted while they were drawn. */
export function freezeDay(call: Call, input: PrepareInput): Day {
  const { day, to } = dayToPrepare(call, input)
  const { report, digest, pdf, xlsx } = call.prepared<PreparedDay>()
  if (hasMoved(call, report)) refuse('DAY_FIGURES_MOVED', { date: input.date })
  const kept = keepFile(call, { name: `day-end-${input.date}.pdf`, mediaType: PDF, bytes: pdf })
  const workbook = keepFile(call, { name: `day-end-${input.date}.xlsx`, mediaType: XLSX, bytes: xlsx })
  return changeDay(call, day, {
    to,
    report: canonicalJson(report),
    digest,
    preparedBy: call.actor.operatorId,
    pdfFileId: kept.fileId,
    xlsxFileId: workbook.fileId,
  })
}

/** True when the books or a statement now say something else of the day than its report. */
export function hasMoved(call: Call, report: Pick<DayReport, 'date' | 'rows' | 'money'>): boolean {
  return canonicalJson(movingFigures(report)) !== canonicalJson(movingFigures(ledgerFigures(call, report.date)))
}
