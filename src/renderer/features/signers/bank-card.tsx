/** The signers of one bank today, and the proposal of another register. */
import { Button, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import type { BankSigners, SignerRow } from '../../../contract/signers.ts'
import { useMe } from '../../api/session.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { type Person, RegisterDialog } from './register-dialog.tsx'
import classes from './signers.module.css'

export function BankCard({ bank, people, today }: { bank: BankSigners; people: readonly Person[]; today: string }) {
  const t = useText()
  const me = useMe()
  const language = useLanguage()
  const [open, dialog] = useDisclosure(false)
  return (
    <SectionCard
      flush
      title={`${bank.bankName} (${bank.bankCode})`}
      aside={
        <span className={classes.aside}>
          <Readiness bank={bank} today={today} />
          {me.permissions.includes('admin.settings') && (
            <Button size="compact-xs" variant="light" leftSection={<IconPencil size={13} />} onClick={dialog.open}>
              {t(bank.version === 0 ? 'signers.begin' : 'signers.change')}
            </Button>
          )}
        </span>
      }
    >
      {bank.signers.length === 0 ? (
        <p className={classes.none}>{t('signers.noRegister')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signers.column.name')}</Table.Th>
              <Table.Th>{t('signers.column.role')}</Table.Th>
              <Table.Th>{t('signers.column.rights')}</Table.Th>
              <Table.Th>{t('signers.column.today')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {bank.signers.map((signer) => (
              <Table.Tr key={signer.operatorId}>
                <Table.Td>{signer.name}</Table.Td>
                <Table.Td>{t(`signers.role.${signer.role}`)}</Table.Td>
                <Table.Td>
                  {signer.to === null
                    ? t('signers.since', { from: dateText(signer.from, language, true) })
                    : t('signers.span', {
                        from: dateText(signer.from, language),
                        to: dateText(signer.to, language, true),
                      })}
                </Table.Td>
                <Table.Td>
                  <ToneBadge {...todayOf(signer, t, (date) => dateText(date, language))} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open && <RegisterDialog bank={bank} people={people} today={today} onClose={dialog.close} />}
    </SectionCard>
  )
}

function todayOf(signer: SignerRow, t: Translate, date: (day: string) => string): { tone: Tone; label: string } {
  if (!signer.inForce) return { tone: 'neutral', label: t('signers.today.noRights') }
  if (signer.absentUntil !== null)
    return { tone: 'late', label: t('signers.today.away', { until: date(signer.absentUntil) }) }
  if (signer.signsToday) return { tone: 'done', label: t('signers.today.signs') }
  return { tone: 'neutral', label: t('signers.today.notNeeded') }
}

/** Two can sign today, or the day to which this bank's files wait. */
function Readiness({ bank, today }: { bank: BankSigners; today: string }) {
  const t = useText()
  const language = useLanguage()
  if (bank.signers.length === 0) return <ToneBadge tone="wait" label={t('signers.ready.none')} />
  if (bank.signingDay === today) return <ToneBadge tone="done" label={t('signers.ready.today')} />
  if (bank.signingDay === null) return <ToneBadge tone="late" label={t('signers.ready.never')} />
  return <ToneBadge tone="late" label={t('signers.ready.later', { date: dateText(bank.signingDay, language) })} />
}
