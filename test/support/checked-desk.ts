/** A desk whose workflow asks for checks: the R1 profile with the bindings that a test wants, and people who answer. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CheckBinding } from '../../src/contract/check-list.ts'
import type { Fact } from '../../src/contract/facts.ts'
import { type Answer, PEOPLE, type PersonName, type TestDesk, testDesk } from './desk.ts'

const RESOURCES = join(import.meta.dirname, '../../resources')

/** The resources of the program with other bindings in the R1 profile. */
export function resourcesWith(checks: readonly CheckBinding[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-resources-'))
  cpSync(RESOURCES, folder, { recursive: true })
  const path = join(folder, 'profiles', 'department-review.json')
  const data = JSON.parse(readFileSync(path, 'utf8'))
  // K-05: the policy says the same as the line.
  const wanted = ({ refuse: 'reject', hold: 'hold', flag: 'flag' } as Record<string, string>)[
    checks.find(({ check }) => check === 'ownName')?.outcome ?? ''
  ]
  const policies = { ...data.policies, ...(wanted ? { onNameMismatch: wanted } : {}) }
  writeFileSync(path, JSON.stringify({ ...data, checks, policies }))
  return folder
}

export function checkedDesk(checks: readonly CheckBinding[], options: { secondAdmin?: boolean } = {}): TestDesk {
  const people = [...(Object.keys(PEOPLE) as PersonName[]), ...(options.secondAdmin ? (['admin2'] as const) : [])]
  return testDesk({ resourcesDir: resourcesWith(checks), people })
}

/** Records a fact about a customer, an account or a destination. */
export function say(
  desk: TestDesk,
  about: [subject: string, subjectId: number],
  facts: { [F in Fact]?: string | null },
): void {
  const [subject, subjectId] = about
  for (const [fact, value] of Object.entries(facts))
    desk.as('bo').call('facts.set', { subject, subjectId, fact, value, source: 'Onboarding' })
}

/** The line of one check on a request. */
export function lineOf(desk: TestDesk, requestId: number, check: string): Answer {
  const { lines } = desk.as('bo').call('checks.ofRequest', { requestId })
  return lines.find((line: Answer) => line.check === check)
}
