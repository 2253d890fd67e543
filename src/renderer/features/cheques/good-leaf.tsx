/** One leaf whose number was taken: what is on it, and the two answers. */
import { Button, Group, UnstyledButton } from '@mantine/core'
import { IconCheck, IconFlame } from '@tabler/icons-react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { useText } from '../../i18n/text.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './cheques.module.css'

type GoodLeafProps = {
  leaf: LeafRow
  busy: boolean
  /** Its page is the one shown. */
  looked: boolean
  onLook(): void
  onGood(): void
  onSpoiled(): void
}

export function GoodLeaf({ leaf, busy, looked, onLook, onGood, onSpoiled }: GoodLeafProps) {
  const t = useText()
  return (
    <li className={classes.answer} data-active={looked || undefined}>
      <UnstyledButton className={classes.answerFacts} aria-pressed={looked} onClick={onLook}>
        <span>
          <strong>{leaf.number}</strong> {leaf.payeeName}
        </span>
        {leaf.amountMinor !== null && <MoneyText amountMinor={leaf.amountMinor} currency={leaf.currency} />}
        <span className={classes.dimmed}>
          {t('cheques.good.waitingSince', { by: leaf.printedBy ?? '' })} <InstantText at={leaf.sinceAt} />
        </span>
      </UnstyledButton>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCheck size={14} />}
          disabled={busy}
          aria-label={t('cheques.good.confirm', { number: leaf.number })}
          onClick={onGood}
        >
          {t('cheques.good.good')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconFlame size={14} />}
          disabled={busy}
          aria-label={t('cheques.good.spoil', { number: leaf.number })}
          onClick={onSpoiled}
        >
          {t('cheques.good.spoiled')}
        </Button>
      </Group>
    </li>
  )
}
