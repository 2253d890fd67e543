/** Book, date, total, and the big button that takes the numbers. */
import { Button, Group, Select } from '@mantine/core'
import { IconBook2, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { InstructionRow } from '../../../contract/batches.ts'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { businessDateOf } from '../../../contract/dates.ts'
import { add, type Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { type DeviceChoice, useDevices } from './use-devices.ts'

/** Stands for no calibrated printer: the file is printed by hand, where the desk allows it. */
const BY_HAND = 'by-hand'

export type PrintBarProps = {
  books: readonly ChequeBook[]
  book: ChequeBook
  chosen: readonly InstructionRow[]
  onBook(bookId: number): void
  onPrinted(): void
}

export function PrintBar({ books, book, chosen, onBook, onPrinted }: PrintBarProps) {
  const t = useText()
  const [wantedDate, setDate] = useState<string | null>(null)
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const print = useCommand(api.cheques.print, { onDone: onPrinted })
  const { choices } = useDevices(book.stock)
  const [wantedDevice, setDevice] = useState<string | null>(null)
  const key = wantedDevice ?? choices[0]?.key ?? BY_HAND
  const choice = choices.find((each) => each.key === key) ?? null
  const chequeDate = wantedDate ?? clock.data?.today ?? ''
  const amount = moneyWords(add(...chosen.map(({ amountMinor }) => amountMinor)), book.currency)
  const count = chosen.length
  const short = count > book.blank
  const confirm = async (): Promise<boolean> => {
    const instructions = chosen.map(({ instructionId }) => instructionId)
    const how = { device: choice?.device ?? null, send: choice?.onMachine ?? false }
    return (await print.run({ bookId: book.bookId, chequeDate, instructions, ...how })) !== undefined
  }
  return (
    <div className={classes.bar}>
      <Group gap="md" align="flex-end" justify="space-between">
        <Group gap="md" align="flex-end">
          <Select
            label={t('cheques.run.book')}
            w={270}
            data={books.map((each) => ({ value: String(each.bookId), label: bookLabel(each, t) }))}
            value={String(book.bookId)}
            onChange={(value) => value && onBook(Number(value))}
          />
          <DateField label={t('cheques.run.date')} w={124} value={chequeDate} onChange={setDate} />
          <DeviceSelect choices={choices} value={key} onChange={setDevice} />
          <span className={classes.fact}>
            <span className={classes.dimmed}>{t('cheques.run.nextNumber')}</span>
            <strong>{book.nextNumber ?? '—'}</strong>
          </span>
          <span className={classes.fact} aria-live="polite">
            <span className={classes.dimmed}>{t('cheques.run.total')}</span>
            <MoneyText
              amountMinor={add(...chosen.map(({ amountMinor }) => amountMinor))}
              currency={book.currency}
              size="lg"
              strong
            />
          </span>
        </Group>
        <ConfirmAction
          size="md"
          icon={<IconPrinter size={18} />}
          label={t(count === 0 ? 'cheques.run.printNone' : 'cheques.run.print', { count })}
          disabled={count === 0 || short || chequeDate === ''}
          busy={print.busy}
          refusal={print.refusal}
          onOpen={print.reset}
          onConfirm={confirm}
        >
          <p>
            <strong>{t('cheques.run.printTitle', { count, amount })}</strong>
          </p>
          <p>{t('cheques.run.printExplain', { count })}</p>
        </ConfirmAction>
      </Group>
      {short && <span className={classes.late}>{t('cheques.run.left', { blank: book.blank, count })}</span>}
    </div>
  )
}

function bookLabel(book: ChequeBook, t: ReturnType<typeof useText>): string {
  return t('cheques.run.bookOption', {
    account: book.bankAccountName,
    first: book.firstNumber,
    last: book.lastNumber,
    blank: book.blank,
  })
}

export function NoBook({ currency }: { currency: Currency }) {
  const t = useText()
  return (
    <SectionCard title={t('cheques.run.waiting')}>
      <EmptyState
        icon={<IconBook2 size={24} />}
        sentence={t('cheques.run.noBook', { currency })}
        action={
          <Button component={Link} href="/cheques/books" leftSection={<IconBook2 size={16} />}>
            {t('cheques.run.addBook')}
          </Button>
        }
      />
    </SectionCard>
  )
}

type DeviceSelectProps = { choices: readonly DeviceChoice[]; value: string; onChange(key: string): void }

function DeviceSelect({ choices, value, onChange }: DeviceSelectProps) {
  const t = useText()
  const language = useLanguage()
  const options = choices.map(({ key, device, calibration, onMachine }) => {
    const { printer } = device
    const tray = device.tray || t('cheques.run.anyTray')
    const date = dateText(businessDateOf(calibration.decidedAt ?? calibration.madeAt, 'UTC'), language)
    const label = onMachine
      ? t('cheques.run.deviceOption', { printer, tray, date })
      : t('cheques.run.deviceAway', { printer, tray })
    return { value: key, label }
  })
  return (
    <Select
      label={t('cheques.run.device')}
      w={210}
      data={[...options, { value: BY_HAND, label: t('cheques.run.byHand') }]}
      value={value}
      onChange={(key) => key && onChange(key)}
    />
  )
}
