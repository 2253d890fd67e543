/** Counts that were made, newest first; another person signs the open ones. */
import { Table } from '@mantine/core'
import type { DrawerCount } from '../../../contract/drawer.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'

export function DrawerCounts({ counts }: { counts: readonly DrawerCount[] }) {
  const t = useText()
  const language = useLanguage()
  return (
    <SectionCard flush title={t('cheques.drawer.counts')}>
      {counts.length === 0 ? (
        <p className={classes.quiet}>{t('cheques.drawer.countsNone')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cheques.drawer.date')}</Table.Th>
              <Table.Th ta="right">{t('cheques.drawer.counted')}</Table.Th>
              <Table.Th ta="right">{t('cheques.drawer.difference')}</Table.Th>
              <Table.Th>{t('cheques.drawer.first')}</Table.Th>
              <Table.Th>{t('cheques.drawer.second')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {counts.map((count) => (
              <Table.Tr key={count.countId}>
                <Table.Td>{dateText(count.businessDate, language)}</Table.Td>
                <Table.Td ta="right">{count.lines.reduce((sum, line) => sum + (line.counted ?? 0), 0)}</Table.Td>
                <Table.Td ta="right" className={count.difference === 0 ? '' : classes.late} title={count.reason}>
                  {count.difference}
                </Table.Td>
                <Table.Td>{count.countedBy}</Table.Td>
                <Table.Td>{count.signedBy ?? <SecondSignature count={count} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}

function SecondSignature({ count }: { count: DrawerCount }) {
  const t = useText()
  const me = useMe()
  const sign = useCommand(api.drawer.sign)
  if (count.countedBy === me.displayName) return <span className={classes.dimmed}>—</span>
  const { countId, version, digest, difference } = count
  const figures = count.lines.map(({ range, counted }) => `${range}: ${counted ?? 0}`).join('; ')
  return (
    <ConfirmAction
      size="xs"
      tone="second"
      label={t('cheques.drawer.sign')}
      busy={sign.busy}
      refusal={sign.refusal}
      onOpen={sign.reset}
      onConfirm={async () => (await sign.run({ countId, expectedVersion: version, digest })) !== undefined}
    >
      <p>{t('cheques.drawer.signExplain', { figures, difference })}</p>
    </ConfirmAction>
  )
}
