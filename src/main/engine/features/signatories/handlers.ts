/** Mandates and rules of signatures: read by who signs, proposed by one administrator, confirmed by another person. */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Combination } from '../../../../contract/signatories.ts'
import type { Call, Handlers } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { type Facts, propose } from '../../proposals/index.ts'
import { InvalidInput, refuse } from '../../refuse.ts'
import { operatorById } from '../operators/index.ts'
import { applyMandate, applyRule, type MandateChange, type RuleChange } from './changing.ts'
import { inForce } from './rules.ts'
import { allMandates, allRules, mandateById, ruleById, signers } from './store.ts'

export const signatoriesHandlers: Handlers<'signatories'> = {
  list: (call) => ({
    mandates: allMandates(call).map(({ id, signingGroup, madeBy: _, ...rest }) => ({
      ...rest,
      mandateId: id,
      group: signingGroup as SigningGroup,
      valid: inForce(rest, call.today),
    })),
    rules: allRules(call).map(({ id, currency, combinations, madeBy: _, ...rest }) => ({
      ...rest,
      ruleId: id,
      currency: currency as Currency,
      combinations: JSON.parse(combinations) as Combination[],
      valid: inForce(rest, call.today),
    })),
    people: signers(call),
  }),

  addMandate(call, { operatorId, group, validFrom, validTo, specimenFileId }) {
    requireDays(validFrom, validTo)
    const { displayName } = operatorById(call, operatorId)
    if (operatorId === call.actor.operatorId) refuse('OWN_ROLES', { name: displayName })
    if (specimenFileId !== null) requirePicture(call, specimenFileId)
    const change: MandateChange = { kind: 'add', operatorId, group, validFrom, validTo, specimenFileId }
    const after = { signingGroup: group, validFrom, validTo }
    return proposeMandate(call, {
      change,
      title: displayName,
      subject: `mandate:${operatorId}:${group}`,
      before: {},
      after,
    })
  },

  endMandate(call, { mandateId, validTo }) {
    const mandate = mandateById(call, mandateId)
    requireDays(mandate.validFrom, validTo)
    const { displayName } = operatorById(call, mandate.operatorId)
    const change: MandateChange = { kind: 'end', id: mandateId, before: mandate.validTo, validTo }
    const [before, after] = [{ validTo: mandate.validTo }, { validTo }]
    return proposeMandate(call, { change, title: displayName, subject: `mandate:${mandateId}`, before, after })
  },

  addRule(call, { currency, fromMinor, combinations, validFrom, validTo }) {
    requireDays(validFrom, validTo)
    const wanted = [...new Set(combinations)].sort()
    const change: RuleChange = { kind: 'add', currency, fromMinor, combinations: wanted, validFrom, validTo }
    const title = `${formatMoney(fromMinor, currency)} ${currency}`
    const after = { combinations: wanted, validFrom, validTo }
    return proposeRule(call, { change, title, subject: `signingRule:${currency}:${fromMinor}`, before: {}, after })
  },

  endRule(call, { ruleId, validTo }) {
    const rule = ruleById(call, ruleId)
    requireDays(rule.validFrom, validTo)
    const change: RuleChange = { kind: 'end', id: ruleId, before: rule.validTo, validTo }
    const title = `${formatMoney(rule.fromMinor, rule.currency as Currency)} ${rule.currency}`
    const [before, after] = [{ validTo: rule.validTo }, { validTo }]
    return proposeRule(call, { change, title, subject: `signingRule:${ruleId}`, before, after })
  },
}

type Wanted<Change> = { change: Change; title: string; subject: string; before: Facts; after: Facts }

function proposeMandate(call: Call, { change, ...about }: Wanted<MandateChange>) {
  const concerns = change.kind === 'add' ? change.operatorId : mandateById(call, change.id).operatorId
  const wanted = { kind: 'mandate.change' as const, ...about, payload: change, concerns }
  const { proposalId, applied } = propose(call, wanted, applyMandate)
  return { proposalId, applied: applied !== null }
}

function proposeRule(call: Call, { change, ...about }: Wanted<RuleChange>) {
  const { proposalId, applied } = propose(
    call,
    { kind: 'signingRule.change' as const, ...about, payload: change },
    applyRule,
  )
  return { proposalId, applied: applied !== null }
}

function requireDays(validFrom: string, validTo: string | null): void {
  if (validTo === null || validTo >= validFrom) return
  throw new InvalidInput([{ path: 'validTo', message: `${validTo} is before ${validFrom}` }])
}

function requirePicture(call: Call, fileId: number): void {
  const { mediaType } = fileInfo(call, fileId)
  if (mediaType === 'image/png' || mediaType === 'image/jpeg') return
  throw new InvalidInput([{ path: 'specimenFileId', message: `a specimen is a PNG or JPEG picture, not ${mediaType}` }])
}
