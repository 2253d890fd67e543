/** Which columns a file needs, and an empty file that has them. */
import { Button, Code } from '@mantine/core'
import { IconTableDown } from '@tabler/icons-react'
import { INTAKE_COLUMNS, type IntakeKind } from '../../../contract/intake.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './intake.module.css'

export function ColumnsNote({ kind }: { kind: IntakeKind }) {
  const t = useText()
  const columns = INTAKE_COLUMNS[kind]
  return (
    <div className={classes.columns}>
      <span className={classes.dimmed}>{t(`intake.columns.${kind}`)}</span>
      <div className={classes.codes}>
        {columns.map((column) => (
          <Code key={column}>{column}</Code>
        ))}
      </div>
      <Button
        size="xs"
        variant="default"
        style={{ justifySelf: 'start' }}
        leftSection={<IconTableDown size={14} />}
        onClick={() => saveHeader(kind, columns)}
      >
        {t('intake.columns.save')}
      </Button>
    </div>
  )
}

/** A CSV that holds the header alone; with the mark by which Excel knows UTF-8. */
function saveHeader(kind: IntakeKind, columns: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([`\uFEFF${columns.join(',')}\r\n`], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `countersign-${kind}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
