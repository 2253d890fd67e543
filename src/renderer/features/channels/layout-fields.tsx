/** The fields of one part of a layout: title, what fills it, its width, its side and its padding. */
import { ActionIcon, Button, NumberInput, Select, Table, TextInput } from '@mantine/core'
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { FIELD_SOURCES, type LayoutField } from '../../../contract/layouts.ts'
import { useText } from '../../i18n/text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

type Props = {
  part: 'head' | 'line' | 'foot'
  fields: readonly LayoutField[]
  may: boolean
  onChange(fields: LayoutField[]): void
}
const NEW: LayoutField = { title: '', source: 'text', value: '', width: 10, align: 'left', pad: ' ' }

export function LayoutFields({ part, fields, may, onChange }: Props) {
  const t = useText()
  const set = (index: number, field: LayoutField): void =>
    onChange(fields.map((each, at) => (at === index ? field : each)))
  const up = (index: number): void => {
    const before = fields[index - 1]
    const own = fields[index]
    if (before && own) onChange(fields.map((each, at) => (at === index ? before : at === index - 1 ? own : each)))
  }
  return (
    <SectionCard
      flush
      title={t(`channels.layouts.part.${part}`)}
      aside={
        may && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconPlus size={13} />}
            onClick={() => onChange([...fields, NEW])}
          >
            {t('channels.layouts.addField')}
          </Button>
        )
      }
    >
      {fields.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['title', 'source', 'value', 'width', 'align', 'pad', 'move'] as const).map((column) => (
                <Table.Th key={column}>{t(`channels.layouts.column.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field, index) => (
              <FieldLine
                // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place in the line
                key={index}
                field={field}
                may={may}
                onChange={(next) => set(index, next)}
                onUp={() => up(index)}
                onRemove={() => onChange(fields.filter((_, at) => at !== index))}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}

type LineProps = {
  field: LayoutField
  may: boolean
  onChange(field: LayoutField): void
  onUp(): void
  onRemove(): void
}

function FieldLine({ field, may, onChange, onUp, onRemove }: LineProps) {
  const t = useText()
  const label = (column: 'title' | 'source' | 'value' | 'width' | 'align' | 'pad') => ({
    'aria-label': `${field.title}: ${t(`channels.layouts.column.${column}`)}`,
    size: 'xs' as const,
    disabled: !may,
  })
  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          {...label('title')}
          value={field.title}
          onChange={(event) => onChange({ ...field, title: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          {...label('source')}
          allowDeselect={false}
          data={FIELD_SOURCES.map((value) => ({ value, label: t(`channels.layouts.source.${value}`) }))}
          value={field.source}
          onChange={(value) => {
            const source = FIELD_SOURCES.find((each) => each === value)
            if (source) onChange({ ...field, source })
          }}
        />
      </Table.Td>
      <Table.Td>
        {field.source === 'text' && (
          <TextInput
            {...label('value')}
            value={field.value}
            onChange={(event) => onChange({ ...field, value: event.currentTarget.value })}
          />
        )}
      </Table.Td>
      <Table.Td>
        <NumberInput
          {...label('width')}
          w={72}
          min={1}
          max={200}
          allowDecimal={false}
          value={field.width}
          onChange={(value) => onChange({ ...field, width: Number(value) || 1 })}
        />
      </Table.Td>
      <FieldSides field={field} label={label} onChange={onChange} />
      <Table.Td>
        {may && (
          <ActionIcon.Group>
            <ActionIcon variant="subtle" color="gray" aria-label={t('channels.layouts.up')} onClick={onUp}>
              <IconArrowUp size={14} />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" aria-label={t('channels.layouts.removeField')} onClick={onRemove}>
              <IconTrash size={14} />
            </ActionIcon>
          </ActionIcon.Group>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

type SidesProps = {
  field: LayoutField
  label(column: 'align' | 'pad'): { 'aria-label': string; size: 'xs'; disabled: boolean }
  onChange(field: LayoutField): void
}

function FieldSides({ field, label, onChange }: SidesProps) {
  const t = useText()
  return (
    <>
      <Table.Td>
        <Select
          {...label('align')}
          w={96}
          allowDeselect={false}
          data={(['left', 'right'] as const).map((value) => ({ value, label: t(`channels.layouts.align.${value}`) }))}
          value={field.align}
          onChange={(value) => onChange({ ...field, align: value === 'right' ? 'right' : 'left' })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          {...label('pad')}
          w={96}
          allowDeselect={false}
          data={[
            { value: ' ', label: t('channels.layouts.pad.blank') },
            { value: '0', label: t('channels.layouts.pad.zero') },
          ]}
          value={field.pad}
          onChange={(value) => onChange({ ...field, pad: value === '0' ? '0' : ' ' })}
        />
      </Table.Td>
    </>
  )
}
