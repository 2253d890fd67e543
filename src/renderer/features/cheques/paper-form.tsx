/** What is measured on a paper with a ruler, and what its printer has put on it already. */
import { Checkbox, NumberInput, SimpleGrid } from '@mantine/core'
import type { TextKey } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './cheques.module.css'
import { type Paper, PRINTED, withFirst, withLeaves, withPrinted, withSize } from './paper-measures.ts'

type Measure = { text: TextKey; value: number; set(value: number): Paper }

export function PaperForm({ paper, onEdit }: { paper: Paper; onEdit(paper: Paper): void }) {
  const t = useText()
  const { page, leaf, leaves } = paper
  const first = leaves[0] ?? { xMm: 0, yMm: 0 }
  const measures: Measure[] = [
    { text: 'cheques.papers.pageWidth', value: page.widthMm, set: (widthMm) => withSize(paper, 'page', { widthMm }) },
    {
      text: 'cheques.papers.pageHeight',
      value: page.heightMm,
      set: (heightMm) => withSize(paper, 'page', { heightMm }),
    },
    { text: 'cheques.papers.leafWidth', value: leaf.widthMm, set: (widthMm) => withSize(paper, 'leaf', { widthMm }) },
    {
      text: 'cheques.papers.leafHeight',
      value: leaf.heightMm,
      set: (heightMm) => withSize(paper, 'leaf', { heightMm }),
    },
    { text: 'cheques.papers.firstLeft', value: first.xMm, set: (xMm) => withFirst(paper, { xMm }) },
    { text: 'cheques.papers.firstTop', value: first.yMm, set: (yMm) => withFirst(paper, { yMm }) },
  ]
  return (
    <>
      <SimpleGrid cols={2} spacing="xs">
        {measures.map(({ text, value, set }) => (
          <NumberInput
            key={text}
            size="xs"
            label={t(text)}
            suffix=" mm"
            decimalScale={1}
            min={0}
            max={500}
            step={0.5}
            value={value}
            onChange={(next) => typeof next === 'number' && onEdit(set(next))}
          />
        ))}
        <NumberInput
          size="xs"
          label={t('cheques.papers.perPage')}
          min={1}
          max={12}
          allowDecimal={false}
          value={leaves.length}
          onChange={(next) => typeof next === 'number' && onEdit(withLeaves(paper, next))}
        />
      </SimpleGrid>
      <fieldset className={classes.printed}>
        <legend>{t('cheques.papers.printed')}</legend>
        {PRINTED.map((what) => (
          <Checkbox
            key={what}
            size="xs"
            label={t(`cheques.papers.printed.${what}`)}
            checked={paper.printed[what]}
            onChange={(event) => onEdit(withPrinted(paper, what, event.currentTarget.checked))}
          />
        ))}
      </fieldset>
    </>
  )
}
