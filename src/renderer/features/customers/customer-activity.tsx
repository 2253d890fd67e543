/** Everything that happened with a customer; `W` marks a comment copied from a withdrawal request (R1-20). */
import { Button, Group, Textarea, Tooltip } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { CustomerCard } from '../../../contract/customers.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './customers.module.css'

export function CustomerActivity({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const me = useMe()
  const mayComment = me.permissions.includes('customers.write') || me.permissions.includes('withdrawals.comment')
  return (
    <div className={classes.column}>
      {mayComment && <AddComment customerId={customer.customerId} />}
      <SectionCard flush title={t('customers.card.activity')}>
        {customer.activity.length === 0 ? (
          <EmptyState icon={<IconHistory size={24} />} sentence={t('customers.card.noActivity')} />
        ) : (
          <ol className={classes.list}>
            {customer.activity.map((entry) => (
              <Entry key={`${entry.at}-${entry.kind}-${entry.requestId}-${entry.text}`} entry={entry} />
            ))}
          </ol>
        )}
      </SectionCard>
    </div>
  )
}

function Entry({ entry }: { entry: CustomerCard['activity'][number] }) {
  const t = useText()
  return (
    <li className={classes.activity}>
      <InstantText at={entry.at} />
      <span>{entry.by}</span>
      <span className={classes.dimmed}>{t(`customers.activity.${entry.kind}`)}</span>
      <span className={classes.text}>
        {entry.fromWithdrawal && (
          <Tooltip label={t('customers.activity.fromWithdrawal')}>
            <span className={classes.mark} role="img" aria-label={t('customers.activity.fromWithdrawal')}>
              W
            </span>
          </Tooltip>
        )}
        {entry.requestId !== null && (
          <>
            <Link className="desk-link" href={`/requests/${entry.requestId}`}>
              {requestNumber(entry.requestId)}
            </Link>{' '}
          </>
        )}
        {entry.text}
      </span>
    </li>
  )
}

function AddComment({ customerId }: { customerId: number }) {
  const t = useText()
  const [text, setText] = useState('')
  const comment = useCommand(api.customers.comment, { onDone: () => setText('') })
  const send = (): void => {
    if (text.trim() !== '') void comment.run({ customerId, text: text.trim() })
  }
  return (
    <SectionCard>
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <Textarea
          style={{ flex: 1 }}
          label={t('customers.card.commentLabel')}
          description={t('customers.card.commentHint')}
          maxLength={LIMITS.commentChars}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button loading={comment.busy} disabled={text.trim() === ''} onClick={send}>
          {t('customers.card.comment')}
        </Button>
      </Group>
      <RefusalNote refusal={comment.refusal} />
    </SectionCard>
  )
}
