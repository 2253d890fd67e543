/** Adds a comment to the card; ticked, it also appears on the customer card's Activity tab (R1-19, R1-20). */
import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { oneLine } from './call-dialog.tsx'

export function CommentForm({ card, focus }: { card: RequestCard; focus: number }) {
  const t = useText()
  const { permissions } = useMe()
  const [text, setText] = useState('')
  const [copyToCustomer, setCopyToCustomer] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focus > 0) field.current?.focus()
  }, [focus])
  const add = useCommand(api.requests.comment, {
    onDone: () => {
      setText('')
      setCopyToCustomer(false)
      notifications.show({ color: 'teal', message: t('requests.comment.saved') })
    },
  })
  if (!permissions.includes('withdrawals.comment')) return null
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    if (text.trim() === '') return
    void add.run({ requestId: card.row.requestId, text: oneLine(text), copyToCustomer })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          ref={field}
          label={
            <Group gap={6} component="span">
              {t('requests.comment.label')}
              <KeyHint keys="N" />
            </Group>
          }
          placeholder={t('requests.comment.placeholder')}
          maxLength={LIMITS.commentChars}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
          }}
        />
        <Checkbox
          size="xs"
          label={t('requests.comment.copy')}
          checked={copyToCustomer}
          onChange={(event) => setCopyToCustomer(event.currentTarget.checked)}
        />
        <RefusalNote refusal={add.refusal} />
        <Group justify="flex-end">
          <Button type="submit" size="xs" variant="light" loading={add.busy} disabled={text.trim() === ''}>
            {t('requests.comment.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
