/** Half-done work with its owner and its age: what a crash or a busy day leaves behind is a line here, not a guess. */
import { Table, Text } from '@mantine/core'
import { Link } from 'wouter'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { AgeText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

export type HalfDoneLine = { what: string; subject: string; owner: string; sinceAt: number; route: string }

export function HalfDone({ lines }: { lines: readonly HalfDoneLine[] | undefined }) {
  const t = useText()
  const wordsOf = (what: string): string => {
    const key = `desk.halfDone.${what}`
    return isTextKey(key) ? t(key) : what
  }
  return (
    <SectionCard title={t('desk.halfDone')} aside={lines ? t('shared.count', { n: lines.length }) : undefined} flush>
      {lines?.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('desk.halfDoneNone')}
        </Text>
      )}
      {lines !== undefined && lines.length > 0 && (
        <Table highlightOnHover stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('desk.halfDone.what')}</Table.Th>
              <Table.Th>{t('desk.halfDone.subject')}</Table.Th>
              <Table.Th>{t('desk.halfDone.owner')}</Table.Th>
              <Table.Th ta="right">{t('desk.halfDone.age')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={`${line.what} ${line.subject}`}>
                <Table.Td>{wordsOf(line.what)}</Table.Td>
                <Table.Td>
                  <Link href={line.route} className="desk-link">
                    {line.subject}
                  </Link>
                </Table.Td>
                <Table.Td>{line.owner}</Table.Td>
                <Table.Td ta="right">
                  <AgeText since={line.sinceAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}
