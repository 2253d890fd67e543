/** A new calibration in two steps: print the ruler sheet, type the eight figures that a ruler gives. */
import { Autocomplete, Button, Group, NumberInput, Select, SimpleGrid, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { Printer, StockFacts } from '../../../contract/printers.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type CalibrateDialogProps = { printers: readonly Printer[]; stocks: readonly StockFacts[]; onClose(): void }
type Figure = number | ''
type Read = { xMm: Figure; yMm: Figure }

const EMPTY: readonly Read[] = Array.from({ length: 4 }, () => ({ xMm: '', yMm: '' }))

export function CalibrateDialog({ printers, stocks, onClose }: CalibrateDialogProps) {
  const t = useText()
  const [printer, setPrinter] = useState((printers.find(({ isDefault }) => isDefault) ?? printers[0])?.name ?? '')
  const [tray, setTray] = useState('')
  const [code, setCode] = useState(stocks[0]?.code ?? '')
  const [reads, setReads] = useState(EMPTY)
  const solve = useCommand(api.printers.calibrate, { onDone: onClose })
  const stock = stocks.find((each) => each.code === code)
  const trays = printers.find(({ name }) => name === printer)?.trays ?? []
  const readings = reads.flatMap(({ xMm, yMm }) => (xMm === '' || yMm === '' ? [] : [{ xMm, yMm }]))
  const device = { printer: printer.trim(), tray }
  const set = (index: number, change: Partial<Read>): void => {
    setReads(reads.map((read, at) => (at === index ? { ...read, ...change } : read)))
  }
  return (
    <FormDialog
      size="lg"
      title={t('cheques.printers.new')}
      submit={t('cheques.printers.solve')}
      busy={solve.busy}
      refusal={solve.refusal}
      disabled={device.printer === '' || readings.length < 4 || !stock}
      onSubmit={() => void solve.run({ device, stock: code, corrected: false, readings })}
      onClose={onClose}
    >
      <SimpleGrid cols={2}>
        <Autocomplete
          required
          label={t('cheques.printers.printer')}
          description={t('cheques.printers.printerHint')}
          data={printers.map(({ name }) => name)}
          maxLength={LIMITS.nameChars}
          value={printer}
          onChange={setPrinter}
        />
        <Autocomplete
          label={t('cheques.printers.tray')}
          description={t('cheques.run.anyTray')}
          data={trays}
          maxLength={LIMITS.shortTextChars}
          value={tray}
          onChange={setTray}
        />
      </SimpleGrid>
      <Select
        label={t('cheques.printers.stock')}
        data={stocks.map(({ code: value, name }) => ({ value, label: name }))}
        value={code}
        onChange={(value) => value && setCode(value)}
      />
      <PrintSheet device={device} stock={code} />
      <div>
        <Text fw={600}>{t('cheques.printers.measure')}</Text>
        <Text size="sm" c="dimmed">
          {t('cheques.printers.measureHint')}
        </Text>
      </div>
      {stock && <Crosses stock={stock} reads={reads} onRead={set} />}
    </FormDialog>
  )
}

type CrossesProps = { stock: StockFacts; reads: readonly Read[]; onRead(index: number, change: Partial<Read>): void }

function Crosses({ stock, reads, onRead }: CrossesProps) {
  const t = useText()
  return stock.crosses.map(({ name, xMm, yMm }, index) => (
    <SimpleGrid cols={3} key={name}>
      <Text size="sm" mt={6}>
        {t('cheques.printers.cross', { name, x: xMm.toFixed(1), y: yMm.toFixed(1) })}
      </Text>
      <Millimetres
        label={`${name} ${t('cheques.printers.fromLeft')}`}
        value={reads[index]?.xMm ?? ''}
        onChange={(value) => onRead(index, { xMm: value })}
      />
      <Millimetres
        label={`${name} ${t('cheques.printers.fromTop')}`}
        value={reads[index]?.yMm ?? ''}
        onChange={(value) => onRead(index, { yMm: value })}
      />
    </SimpleGrid>
  ))
}

type MillimetresProps = { label: string; value: Figure; onChange(value: Figure): void }

function Millimetres({ label, value, onChange }: MillimetresProps) {
  return (
    <NumberInput
      aria-label={label}
      placeholder={label}
      suffix=" mm"
      decimalScale={1}
      hideControls
      min={0}
      max={500}
      value={value}
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
    />
  )
}

function PrintSheet({ device, stock }: { device: { printer: string; tray: string }; stock: string }) {
  const t = useText()
  const download = useDownload()
  const [sent, setSent] = useState(false)
  const sheet = useCommand(api.printers.rulerSheet, {
    onDone: (done) => {
      setSent(done.sent)
      if (!done.sent) void download.save(done.fileId)
    },
  })
  return (
    <div>
      <Group gap="md">
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} />}
          loading={sheet.busy || download.busy}
          disabled={device.printer === ''}
          onClick={() => void sheet.run({ device, stock, corrected: false })}
        >
          {t('cheques.printers.sheet')}
        </Button>
        <Text size="sm" c="dimmed">
          {t(sent ? 'cheques.printers.sheetSent' : 'cheques.printers.sheetHint')}
        </Text>
      </Group>
      <RefusalNote refusal={sheet.refusal} />
    </div>
  )
}
