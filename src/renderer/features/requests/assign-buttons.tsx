/** Who works on the selected requests (R2-110): claim them, let them go, give them to a colleague. */
import { Button, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { OperatorId } from '../../../contract/ids.ts'
import type { Department } from '../../../contract/permissions.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { type Command, useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type AssignInput = Parameters<typeof api.queue.assign>[0]
type AssignOutput = Awaited<ReturnType<typeof api.queue.assign>>

export function AssignButtons({ rows, onDone }: { rows: readonly RequestRow[]; onDone(): void }) {
  const t = useText()
  const me = useMe()
  const [giving, setGiving] = useState(false)
  const assign = useAssign(onDone)
  const open = rows.filter((row) => row.department !== null)
  const free = open.filter((row) => row.assignedTo === null)
  const own = open.filter((row) => row.assignedTo === me.displayName)
  const run = (operatorId: OperatorId | null, chosen: readonly RequestRow[]) =>
    void assign.run(inputOf(operatorId, chosen))
  return (
    <>
      {free.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          loading={assign.busy}
          onClick={() => run(me.operatorId as OperatorId, free)}
        >
          {t('queue.assign.claim', { n: free.length })}
        </Button>
      )}
      {own.length > 0 && (
        <Button size="compact-sm" variant="default" loading={assign.busy} onClick={() => run(null, own)}>
          {t('queue.assign.release', { n: own.length })}
        </Button>
      )}
      {me.permissions.includes('withdrawals.massUpdate') && open.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setGiving(true)}>
          {t('queue.assign.give')}
        </Button>
      )}
      {giving && <GiveDialog rows={open} assign={assign} onClose={() => setGiving(false)} />}
    </>
  )
}

const inputOf = (operatorId: OperatorId | null, rows: readonly RequestRow[]) => ({
  operatorId,
  requests: rows.map(({ requestId, version }) => ({ requestId, expectedVersion: version })),
})

/** Says how many were assigned, and of the rest why the first was not. */
function useAssign(onDone: () => void): Command<Omit<AssignInput, 'commandId'>, AssignOutput> {
  const t = useText()
  const language = useLanguage()
  return useCommand(api.queue.assign, {
    onDone: ({ results }) => {
      const refused = results.flatMap(({ refusal }) => (refusal ? [refusal] : []))
      const done = results.length - refused.length
      if (done > 0) notifications.show({ color: 'teal', message: t('queue.assign.done', { n: done }) })
      const [first] = refused
      if (first) {
        const why = describeRefusal(first, language)
        notifications.show({ color: 'red', message: t('queue.assign.refused', { n: refused.length, why }) })
      }
      onDone()
    },
    onProblem: ({ sentence }) => notifications.show({ color: 'red', message: sentence }),
  })
}

type GiveProps = { rows: readonly RequestRow[]; assign: ReturnType<typeof useAssign>; onClose(): void }

function GiveDialog({ rows, assign, onClose }: GiveProps) {
  const t = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const departments = [
    ...new Set(rows.flatMap(({ department }) => (department === null ? [] : [department]))),
  ] as Department[]
  const people = useApi(['queue.assignees', departments.join()], () => api.queue.assignees({ departments }))
  const person = people.data?.find(({ operatorId }) => String(operatorId) === chosen)
  return (
    <FormDialog
      title={t('queue.assign.title', { n: rows.length })}
      submit={t('queue.assign.submit', { name: person?.name ?? '…' })}
      busy={assign.busy}
      refusal={assign.refusal}
      disabled={person === undefined}
      onSubmit={() => {
        if (person) void assign.run(inputOf(person.operatorId, rows)).then(onClose)
      }}
      onClose={onClose}
    >
      {people.data?.length === 0 ? (
        <p style={{ margin: 0 }}>{t('queue.assign.nobody')}</p>
      ) : (
        <Select
          required
          searchable
          data-autofocus
          label={t('queue.assign.person')}
          data={(people.data ?? []).map(({ operatorId, name }) => ({ value: String(operatorId), label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
    </FormDialog>
  )
}
