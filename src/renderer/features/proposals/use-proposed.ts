/** Says after a form was sent that its change waits for a second person, and which changes of a thing wait already. */
import { notifications } from '@mantine/notifications'
import { DECIDERS, type Proposal } from '../../../contract/proposals.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'

export type ProposedAnswer = { applied: boolean }

/** For `onDone` of a command that proposes. */
export function useProposedNote(): (answer: ProposedAnswer) => void {
  const t = useText()
  return ({ applied }) => {
    if (!applied) notifications.show({ color: 'violet', message: t('proposals.sent'), autoClose: 8_000 })
  }
}

/** For `onDone` of a command whose change always waits: says so and closes the form. */
export function useProposedThen(close: () => void): () => void {
  const note = useProposedNote()
  return () => {
    note({ applied: false })
    close()
  }
}

/** The open change of a thing, if there is one and this person may read about it. */
export function useOpenChanges(): (subject: string) => Proposal | undefined {
  const { permissions } = useMe()
  const enabled = permissions.some((each) => DECIDERS.includes(each))
  const { data } = useApi(
    ['proposals.open'],
    () => api.proposals.list({ which: 'open', before: null, pageSize: 100 }),
    { topics: ['proposals'], enabled },
  )
  return (subject) => data?.rows.find((row) => row.subject === subject)
}
