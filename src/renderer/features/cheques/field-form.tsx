/** One field of a layout in figures: its place and size in millimetres from the top left corner of the leaf. */
import { NumberInput, Select, SimpleGrid } from '@mantine/core'
import { useText } from '../../i18n/text.tsx'
import { type Json, type LayoutField, moveField, resizeField, setSize } from './layout-fields.ts'

type FieldFormProps = {
  fields: readonly LayoutField[]
  field: LayoutField
  layout: Json
  onActive(name: string): void
  onEdit(layout: Json): void
}

export function FieldForm({ fields, field, layout, onActive, onEdit }: FieldFormProps) {
  const t = useText()
  const { box, paths, sizePt } = field
  const single = paths.length === 1
  return (
    <>
      <Select
        label={t('cheques.layouts.fields')}
        data={[...new Set(fields.map(({ name }) => name))]}
        value={field.name}
        onChange={(name) => name && onActive(name)}
      />
      <SimpleGrid cols={2}>
        <Mm
          label={t('cheques.layouts.x')}
          value={box.xMm}
          onChange={(xMm) => onEdit(moveField(layout, field, { ...box, xMm }))}
        />
        <Mm
          label={t('cheques.layouts.y')}
          value={box.yMm}
          onChange={(yMm) => onEdit(moveField(layout, field, { ...box, yMm }))}
        />
        <Mm
          label={t('cheques.layouts.width')}
          value={box.widthMm}
          disabled={!single}
          onChange={(widthMm) => onEdit(resizeField(layout, field, { ...box, widthMm }))}
        />
        <Mm
          label={t('cheques.layouts.height')}
          value={box.heightMm}
          disabled={!single}
          onChange={(heightMm) => onEdit(resizeField(layout, field, { ...box, heightMm }))}
        />
        {sizePt !== null && (
          <NumberInput
            label={t('cheques.layouts.size')}
            suffix=" pt"
            min={4}
            max={72}
            step={0.5}
            value={sizePt}
            onChange={(value) => typeof value === 'number' && onEdit(setSize(layout, field, value))}
          />
        )}
      </SimpleGrid>
    </>
  )
}

type MmProps = { label: string; value: number; disabled?: boolean; onChange(value: number): void }

function Mm({ label, value, disabled = false, onChange }: MmProps) {
  return (
    <NumberInput
      label={label}
      suffix=" mm"
      decimalScale={1}
      step={0.1}
      min={0}
      max={500}
      disabled={disabled}
      value={value}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  )
}
