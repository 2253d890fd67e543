/** Reads what the workflow checks of a request; read again when the request or a fact about its customer changes. */
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'

/** The checks that the workflow asks for, with what people answered. */
export function useChecks({ row: { requestId } }: RequestCard) {
  return useApi(['checks.ofRequest', requestId], () => api.checks.ofRequest({ requestId }), {
    topics: ['requests', 'customers', 'settings'],
    requestId,
  })
}
