/**
 * Fills the page that is shown when the engine does not run. The page has no script: its links are the
 * commands, so that it works whatever else is broken.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type FailureFacts = {
  /** One sentence for the operator. */
  reason: string
  ledger: string
  log: string
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The page as HTML; every fact is escaped. */
export function failurePage(resourcesDir: string, facts: FailureFacts): string {
  const template = readFileSync(join(resourcesDir, 'engine-failed.html'), 'utf8')
  return template.replaceAll(/\{\{(reason|ledger|log)\}\}/g, (_match, name: keyof FailureFacts) =>
    escapeHtml(facts[name]),
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
