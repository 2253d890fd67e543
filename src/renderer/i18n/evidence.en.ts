/** Texts of evidence packs in English. */
export const evidenceEn = {
  'evidence.open': 'Evidence pack',
  'evidence.title': 'Make an evidence pack?',
  'evidence.what':
    'One file with the kept files, postings, approvals, audit records and lines of the bank, and a page to print. Its digest is kept in the audit log.',
  'evidence.check': 'Anyone can check it without this desk, on any machine with the program:',
  'evidence.submit': 'Make the pack',
} as const
