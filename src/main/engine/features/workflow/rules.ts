/** A profile in plain words, part by part, so that two versions can be compared by people (K-01). Pure. */
import type { ApprovalNeed, Profile } from '../../../../contract/profile.ts'

/** Every part of a profile under its name, as one line of text. */
export function partsOf(data: Profile): Record<string, string> {
  const parts: Record<string, string> = { name: data.label.en }
  parts.begins = `${data.initial.status}, ${data.initial.department}`
  for (const s of data.statuses) parts[`status ${s.status}`] = `${s.label.en}: ${s.common}${s.final ? ', final' : ''}`
  for (const s of data.steps)
    parts[`step ${s.step}`] = list(s.label.en, s.permission, s.slaMinutes && `${s.slaMinutes} min`)
  for (const t of data.templates) parts[`template ${t.template}`] = list(t.label.en, t.steps.join(' > '))
  for (const a of data.actions)
    parts[`action ${a.action}`] = list(a.label.en, a.permission, a.roles.join(' or '), a.requires.join(' + '))
  for (const t of data.transitions) {
    parts[`transition ${t.id}`] = list(
      `${t.from} (${t.heldBy.join(' or ')}): ${t.action} by ${t.performer} > ${t.to} (${t.departmentAfter ?? 'nobody'})`,
      t.steps.length > 0 && `on ${t.steps.join(' or ')}`,
      t.stepAfter !== 'same' && `then ${t.stepAfter}`,
      t.on && `when ${t.on}`,
      t.guards.length > 0 && `if ${t.guards.join(' + ')}`,
      t.effects.length > 0 && `does ${t.effects.join(' + ')}`,
      t.notice && `tells ${t.notice}`,
    )
  }
  for (const c of data.checks)
    parts[`check ${c.check} ${c.moments.join('+')}`] = list(c.outcome, c.statuses?.join(' or '))
  for (const table of data.approvals) {
    for (const band of table.bands)
      parts[`approvals ${table.action} ${band.currency} above ${band.aboveMinor}`] = list(
        `up to ${band.upToMinor ?? 'any amount'}`,
        needsText(band.needs, band.order),
      )
    parts[`approvals ${table.action} otherwise`] =
      table.otherwise === null ? 'refused' : needsText(table.otherwise, 'ordered')
  }
  for (const r of data.reasonCodes) parts[`reason ${r.code}`] = list(r.label.en, r.money, r.actions.join(' or '))
  for (const [key, value] of Object.entries(data.policies))
    parts[`policy ${key}`] = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return parts
}

function needsText(needs: readonly ApprovalNeed[], order: string): string {
  const people = needs.map(({ role, count, alsoBy }) => `${count} ${[role, ...alsoBy].join(' or ')}`)
  return people.join(order === 'ordered' ? ', then ' : ' and ')
}

function list(...words: (string | number | false | null | undefined)[]): string {
  return words.filter((word) => word !== '' && word !== false && word !== null && word !== undefined).join('; ')
}

/** The parts that differ. */
export function differencesBetween(before: Profile | undefined, after: Profile) {
  const a = before ? partsOf(before) : {}
  const b = partsOf(after)
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((part) => ({ part, before: a[part] ?? null, after: b[part] ?? null }))
    .filter((line) => line.before !== line.after)
}
