/** The topics of the help (R0-29, R3-03, R4-31) and the pages that each belongs to. */

/** A topic and the pages that offer it first; the parts of each are its texts. */
const PAGES_OF = {
  lifecycle: ['/', '/queue', '/requests', '/matrix', '/intake'],
  leadTransactions: ['/customers', '/accounts'],
  types: ['/lists/withdrawalType'],
  methods: ['/lists', '/settings'],
  rules: ['/channels', '/rules', '/calendars'],
  bst: ['/transfers'],
  troubleshooting: ['/failures', '/emergency'],
  codes: ['/profiles', '/answers', '/audit'],
  deposits: ['/risk'],
  batches: ['/batches', '/signers', '/timeline'],
  cheques: ['/cheques'],
  statements: ['/statements'],
  transactions: ['/movements', '/ledger'],
  dayEnd: ['/days', '/audits', '/reports'],
  makePayment: ['/incentives'],
  twoPeople: ['/changes', '/operators', '/rights', '/delegations', '/messages'],
} as const satisfies Record<string, readonly string[]>

export type HelpTopic = keyof typeof PAGES_OF
export const HELP_TOPICS = Object.keys(PAGES_OF) as HelpTopic[]
/** How each step is explained (R3-03). */
export const HELP_PARTS = ['trigger', 'checklist', 'action', 'verification'] as const

export function isHelpTopic(name: string): name is HelpTopic {
  return Object.hasOwn(PAGES_OF, name)
}

/** The topic of a page, by the longest address that begins it; the way of a request where no page is nearer. */
export function topicOfPage(path: string): HelpTopic {
  let best: { topic: HelpTopic; length: number } = { topic: 'lifecycle', length: 0 }
  for (const topic of HELP_TOPICS)
    for (const page of PAGES_OF[topic]) {
      const begins = path === page || path.startsWith(`${page}/`)
      if (begins && page.length > best.length) best = { topic, length: page.length }
    }
  return best.topic
}

/** The page that a topic is about, to go there from the help. */
export function pageOfTopic(topic: HelpTopic): string {
  const [first] = PAGES_OF[topic]
  return first
}
