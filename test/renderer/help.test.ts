/** The help (R0-29, R3-03, R4-31): every page has a topic, and every topic is explained in four parts in both languages. */
import { describe, expect, it } from 'vitest'
import { HELP_PARTS, HELP_TOPICS, pageOfTopic, topicOfPage } from '../../src/renderer/features/help/topics.ts'
import { translate } from '../../src/renderer/i18n/text.tsx'
import { ROUTES } from '../../src/renderer/routes.tsx'

describe('the help', () => {
  it.each(HELP_TOPICS)('R3-03 explains %s by trigger, checklist, action and verification', (topic) => {
    for (const language of ['en', 'zh-Hant'] as const) {
      const texts = HELP_PARTS.map((part) => translate(language)(`help.${topic}.${part}`))
      expect(new Set(texts).size).toBe(HELP_PARTS.length)
      expect(texts.every((text) => text.length > 6)).toBe(true)
    }
  })

  it.each([
    ['/customers/12', 'leadTransactions'],
    ['/lists/withdrawalType', 'types'],
    ['/lists/withdrawalMethod', 'methods'],
    ['/movements', 'transactions'],
    ['/risk/held', 'deposits'],
    ['/requests/7', 'lifecycle'],
    ['/transfers', 'bst'],
    ['/channels/routing', 'rules'],
    ['/profiles', 'codes'],
    ['/failures/3', 'troubleshooting'],
    ['/incentives', 'makePayment'],
    ['/batches', 'batches'],
    ['/nowhere', 'lifecycle'],
  ] as const)('R0-29 leads from %s to %s', (path, topic) => {
    expect(topicOfPage(path)).toBe(topic)
  })

  it('goes from every topic to a page that exists and leads back to it', () => {
    const firsts = ROUTES.map(({ path }) => `/${path.split('/')[1] ?? ''}`)
    for (const topic of HELP_TOPICS) {
      const page = pageOfTopic(topic)
      expect(firsts, page).toContain(`/${page.split('/')[1] ?? ''}`)
      expect(topicOfPage(page)).toBe(topic)
    }
  })
})
