/** The button that lets a person choose the columns of a grid (R1-10). */
import { Button, Checkbox, Menu, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useText } from '../i18n/text.tsx'
import type { ColumnChoice } from './grid-columns.ts'

export function ColumnChooser<Row>({ choice }: { choice: ColumnChoice<Row> }) {
  const t = useText()
  const shown = new Set(choice.visible.map((column) => column.id))
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={15} />}>
          {t('shared.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap={6} p="sm" mah="60vh" style={{ overflow: 'auto' }}>
          {choice.all.map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.title}
              checked={shown.has(column.id)}
              disabled={column.fixed ?? false}
              onChange={() => choice.toggle(column.id)}
            />
          ))}
        </Stack>
        <Menu.Divider />
        <Menu.Item onClick={choice.reset}>{t('shared.columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
