/** Rows of a file for intake: those with errors and warnings, and the first ones as understood. */
import { Table } from '@mantine/core'
import type { RowError } from '../../../contract/intake.ts'
import { isTextKey, type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './intake.module.css'

/** The engine's own sentence in English; in another language the words for its code, as far as there are some. */
export function messageOf(
  { code, message }: { code: string; message: string },
  { t, language }: { t: Translate; language: Language },
): string {
  const key = `intake.code.${code}`
  return language !== 'en' && isTextKey(key) ? t(key) : message
}

export type RowErrorTableProps = { title: string; rows: readonly RowError[]; all: number; tone: Tone }

export function RowErrorTable({ title, rows, all, tone }: RowErrorTableProps) {
  const t = useText()
  const language = useLanguage()
  if (rows.length === 0) return null
  return (
    <SectionCard flush title={title} aside={<ToneBadge tone={tone} label={String(all)} />}>
      <div className={classes.scroll}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w={80}>
                {t('intake.preview.column.row')}
              </Table.Th>
              <Table.Th w={180}>{t('intake.preview.column.column')}</Table.Th>
              <Table.Th>{t('intake.preview.column.reason')}</Table.Th>
              <Table.Th>{t('intake.preview.column.value')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((error) => (
              <Table.Tr key={`${error.row}-${error.column}-${error.code}`}>
                <Table.Td ta="right">{error.row}</Table.Td>
                <Table.Td className={classes.mono}>{error.column}</Table.Td>
                <Table.Td>
                  {messageOf(error, { t, language })}
                  {language !== 'en' && (
                    <div className={classes.dimmed} lang="en">
                      {error.message}
                    </div>
                  )}
                </Table.Td>
                <Table.Td className={classes.mono}>
                  {error.value || <span className={classes.dimmed}>{t('intake.preview.emptyValue')}</span>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {all > rows.length && (
        <p className={classes.more}>{t('intake.preview.moreErrors', { shown: rows.length, count: all })}</p>
      )}
    </SectionCard>
  )
}

export function SampleTable({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly string[])[] }) {
  const t = useText()
  if (rows.length === 0) return null
  // Rows of a file have no identity but their place.
  const numbered = rows.map((cells, index) => ({ place: index + 1, cells }))
  return (
    <SectionCard flush title={t('intake.preview.sample')}>
      <div className={classes.scroll}>
        <Table stickyHeader striped>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column} className={classes.mono}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {numbered.map(({ place, cells }) => (
              <Table.Tr key={place}>
                {columns.map((column, at) => (
                  <Table.Td key={column} className={classes.cell}>
                    {cells[at] ?? ''}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </SectionCard>
  )
}
