/** The devices that a run of a stock can be drawn for: calibrated printers, those of this machine first, and the file by hand. */
import type { Calibration, Device, Printer } from '../../../contract/printers.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'

export type DeviceChoice = { key: string; device: Device; calibration: Calibration; onMachine: boolean }

export function useDevices(stock: string): { choices: DeviceChoice[]; loaded: boolean } {
  const all = useApi(['printers.list'], () => api.printers.list({}), { topics: ['cheques'] })
  return { choices: all.data ? choicesFor(stock, all.data) : [], loaded: all.data !== undefined }
}

type Known = { printers: readonly Printer[]; calibrations: readonly Calibration[] }

export function choicesFor(stock: string, { printers, calibrations }: Known): DeviceChoice[] {
  const names = new Set(printers.map(({ name }) => name))
  return calibrations
    .filter((each) => each.state === 'accepted' && each.stock === stock)
    .map((calibration) => {
      const { printer, tray } = calibration
      return { key: `${printer}/${tray}`, device: { printer, tray }, calibration, onMachine: names.has(printer) }
    })
    .sort((a, b) => Number(b.onMachine) - Number(a.onMachine))
}
