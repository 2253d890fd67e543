-- Guards: triggers that refuse, never compute. Dropped and re-created at every start, so that a ledger file
-- always carries the guards of the program that opens it.

-- Law 1: journals are balanced, complete when written, and never changed.
CREATE TRIGGER guard_journal_balanced BEFORE INSERT ON journals
BEGIN
  SELECT RAISE(ABORT, 'guard: a journal needs at least two postings')
    WHERE (SELECT count(*) FROM postings WHERE journal_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'guard: a journal must sum to zero per currency')
    -- Of one currency, as almost every journal is, a plain sum will do; grouping would sort each time.
    WHERE CASE
      WHEN (SELECT min(currency) = max(currency) FROM postings WHERE journal_id = NEW.id)
        THEN (SELECT sum(amount_minor) <> 0 FROM postings WHERE journal_id = NEW.id)
      ELSE EXISTS (SELECT 1 FROM postings WHERE journal_id = NEW.id GROUP BY currency HAVING sum(amount_minor) <> 0)
    END;
END;
CREATE TRIGGER guard_posting_sealed BEFORE INSERT ON postings
BEGIN
  SELECT RAISE(ABORT, 'guard: a journal takes no further posting') WHERE EXISTS (SELECT 1 FROM journals WHERE id = NEW.journal_id);
  SELECT RAISE(ABORT, 'guard: a posting must match its account') WHERE NOT EXISTS (
    SELECT 1 FROM ledger_accounts WHERE id = NEW.account_id AND currency = NEW.currency AND balance_minor = NEW.balance_after_minor);
END;
CREATE TRIGGER guard_journal_update BEFORE UPDATE ON journals BEGIN SELECT RAISE(ABORT, 'guard: journals never change'); END;
CREATE TRIGGER guard_journal_delete BEFORE DELETE ON journals BEGIN SELECT RAISE(ABORT, 'guard: journals are never deleted'); END;
CREATE TRIGGER guard_posting_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'guard: postings never change'); END;
CREATE TRIGGER guard_posting_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'guard: postings are never deleted'); END;
CREATE TRIGGER guard_account_identity BEFORE UPDATE OF id, kind, owner_id, currency ON ledger_accounts
BEGIN SELECT RAISE(ABORT, 'guard: a ledger account keeps its kind, owner and currency'); END;
CREATE TRIGGER guard_account_delete BEFORE DELETE ON ledger_accounts BEGIN SELECT RAISE(ABORT, 'guard: ledger accounts are never deleted'); END;

-- Holds end once.
CREATE TRIGGER guard_hold_update BEFORE UPDATE ON holds
BEGIN
  SELECT RAISE(ABORT, 'guard: a hold ends once') WHERE OLD.state <> 'active' OR NEW.state = 'active';
  SELECT RAISE(ABORT, 'guard: a hold keeps its amount') WHERE NEW.amount_minor <> OLD.amount_minor OR NEW.account_id <> OLD.account_id OR NEW.request_id <> OLD.request_id;
END;
CREATE TRIGGER guard_hold_delete BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'guard: holds are never deleted'); END;

-- Law 8: the audit log only grows, one number after the other.
CREATE TRIGGER guard_audit_sequence BEFORE INSERT ON audit
WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM audit), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard: audit records are numbered without gaps'); END;
CREATE TRIGGER guard_audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'guard: audit records never change'); END;
CREATE TRIGGER guard_audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'guard: audit records are never deleted'); END;

-- Law 3: what a command answered stays.
CREATE TRIGGER guard_command_update BEFORE UPDATE ON commands BEGIN SELECT RAISE(ABORT, 'guard: commands never change'); END;
CREATE TRIGGER guard_command_delete BEFORE DELETE ON commands BEGIN SELECT RAISE(ABORT, 'guard: commands are never deleted'); END;

-- Files keep their bytes.
CREATE TRIGGER guard_content_update BEFORE UPDATE ON file_contents BEGIN SELECT RAISE(ABORT, 'guard: kept bytes never change'); END;
CREATE TRIGGER guard_content_delete BEFORE DELETE ON file_contents BEGIN SELECT RAISE(ABORT, 'guard: kept bytes are never deleted'); END;

-- Law 6: every change of a request is the next version; a closed request never changes (R1-46).
CREATE TRIGGER guard_request_update BEFORE UPDATE ON requests
BEGIN
  SELECT RAISE(ABORT, 'guard: a closed request never changes') WHERE OLD.closed_at IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: a request changes by one version at a time') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'guard: a request keeps its customer, account, amount and currency')
    WHERE NEW.customer_id <> OLD.customer_id OR NEW.account_id <> OLD.account_id OR NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency;
END;
CREATE TRIGGER guard_request_delete BEFORE DELETE ON requests BEGIN SELECT RAISE(ABORT, 'guard: requests are never deleted'); END;

-- R1-30, R1-24: an executing or executed transaction stays, so does an approved fee.
CREATE TRIGGER guard_transaction_delete BEFORE DELETE ON request_transactions
WHEN OLD.status IN ('executing', 'executed', 'failed') OR (OLD.payment_type = 'fee' AND OLD.status <> 'draft')
BEGIN SELECT RAISE(ABORT, 'guard: this transaction stays'); END;
CREATE TRIGGER guard_transaction_update BEFORE UPDATE ON request_transactions
BEGIN
  SELECT RAISE(ABORT, 'guard: the payment type is fixed') WHERE NEW.payment_type <> OLD.payment_type;
  SELECT RAISE(ABORT, 'guard: an executing transaction keeps its content')
    WHERE OLD.status IN ('executing', 'executed', 'failed') AND NEW.digest <> OLD.digest;
END;

-- Law 3: an instruction leaves once. Law 7: an ended one stays ended, except that a settled match may be undone.
CREATE TRIGGER guard_instruction_update BEFORE UPDATE ON instructions
BEGIN
  SELECT RAISE(ABORT, 'guard: a sent payment never waits again')
    WHERE OLD.state IN ('sent', 'unknown', 'settled') AND NEW.state IN ('waiting', 'inBatch', 'onLeaf', 'withdrawn');
  SELECT RAISE(ABORT, 'guard: an ended payment stays ended') WHERE OLD.state IN ('returned', 'failed', 'withdrawn');
  SELECT RAISE(ABORT, 'guard: a payment keeps its content')
    WHERE NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.details <> OLD.details OR NEW.end_to_end_id <> OLD.end_to_end_id;
END;
CREATE TRIGGER guard_instruction_delete BEFORE DELETE ON instructions BEGIN SELECT RAISE(ABORT, 'guard: payments are never deleted'); END;

-- A batch takes its payments while it is open; a cut one keeps them, its day and its account (law 5).
CREATE TRIGGER guard_batch_frozen BEFORE UPDATE OF bank_account_id, currency, value_date, lines, total_minor, message_id, built_by ON batches
BEGIN
  SELECT RAISE(ABORT, 'guard: a batch keeps its account, currency, day, name and builder')
    WHERE NEW.bank_account_id <> OLD.bank_account_id OR NEW.currency <> OLD.currency OR NEW.value_date <> OLD.value_date
      OR NEW.message_id <> OLD.message_id OR NEW.built_by <> OLD.built_by;
  SELECT RAISE(ABORT, 'guard: a cut batch keeps its lines')
    WHERE OLD.state <> 'open' AND (NEW.lines <> OLD.lines OR NEW.total_minor <> OLD.total_minor);
END;
CREATE TRIGGER guard_batch_delete BEFORE DELETE ON batches BEGIN SELECT RAISE(ABORT, 'guard: batches are never deleted'); END;
CREATE TRIGGER guard_batch_line_insert BEFORE INSERT ON batch_lines
WHEN NOT EXISTS (SELECT 1 FROM batches WHERE id = NEW.batch_id AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'guard: only an open batch takes a line'); END;
CREATE TRIGGER guard_batch_line_update BEFORE UPDATE ON batch_lines
BEGIN
  SELECT RAISE(ABORT, 'guard: a line that left its batch stays out') WHERE OLD.live = 0;
  SELECT RAISE(ABORT, 'guard: a line stays in its batch') WHERE NEW.batch_id <> OLD.batch_id OR NEW.instruction_id <> OLD.instruction_id
    OR EXISTS (SELECT 1 FROM batches WHERE id = OLD.batch_id AND state IN ('released', 'exported', 'accepted', 'settled'));
END;
CREATE TRIGGER guard_batch_line_delete BEFORE DELETE ON batch_lines BEGIN SELECT RAISE(ABORT, 'guard: batch lines are never deleted'); END;

-- Law 4: who built, made or approved does not release; the first releaser is not the second (unique key).
CREATE TRIGGER guard_release_person BEFORE INSERT ON batch_releases
BEGIN
  SELECT RAISE(ABORT, 'guard: who built a batch does not release it')
    WHERE EXISTS (SELECT 1 FROM batches WHERE id = NEW.batch_id AND built_by = NEW.operator_id);
  SELECT RAISE(ABORT, 'guard: who made or approved a payment does not release its batch')
    WHERE EXISTS (
      SELECT 1 FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id JOIN request_transactions t ON t.id = i.transaction_id
      WHERE l.batch_id = NEW.batch_id AND l.live = 1 AND (i.made_by = NEW.operator_id OR t.approved_by = NEW.operator_id));
  SELECT RAISE(ABORT, 'guard: a release covers the file of the batch')
    WHERE NOT EXISTS (SELECT 1 FROM batches WHERE id = NEW.batch_id AND file_sha256 = NEW.file_sha256);
END;
CREATE TRIGGER guard_release_update BEFORE UPDATE ON batch_releases BEGIN SELECT RAISE(ABORT, 'guard: releases never change'); END;
CREATE TRIGGER guard_release_delete BEFORE DELETE ON batch_releases BEGIN SELECT RAISE(ABORT, 'guard: releases are never deleted'); END;
-- R3-17, R3-18: what happened in online banking, in its order, after the file was handed out; the second approver is another (unique key).
CREATE TRIGGER guard_bank_step_insert BEFORE INSERT ON batch_bank_steps
BEGIN
  SELECT RAISE(ABORT, 'guard: only a file that was handed out goes on at the bank')
    WHERE NOT EXISTS (SELECT 1 FROM batches WHERE id = NEW.batch_id AND state IN ('exported', 'accepted'));
  SELECT RAISE(ABORT, 'guard: the steps at the bank come in their order')
    WHERE (SELECT count(*) FROM batch_bank_steps WHERE batch_id = NEW.batch_id)
      <> CASE NEW.step WHEN 'imported' THEN 0 WHEN 'firstApproved' THEN 1 WHEN 'secondApproved' THEN 2 ELSE 3 END;
END;
CREATE TRIGGER guard_bank_step_update BEFORE UPDATE ON batch_bank_steps BEGIN SELECT RAISE(ABORT, 'guard: a step at the bank never changes'); END;
CREATE TRIGGER guard_bank_step_delete BEFORE DELETE ON batch_bank_steps BEGIN SELECT RAISE(ABORT, 'guard: a step at the bank is never deleted'); END;
CREATE TRIGGER guard_batch_file BEFORE UPDATE OF file_sha256 ON batches
WHEN OLD.file_sha256 IS NOT NULL AND OLD.file_sha256 IS NOT NEW.file_sha256
BEGIN SELECT RAISE(ABORT, 'guard: a batch is written once'); END;
CREATE TRIGGER guard_batch_released BEFORE UPDATE OF state ON batches
WHEN NEW.state IN ('released', 'exported', 'accepted', 'settled') AND (SELECT count(*) FROM batch_releases WHERE batch_id = NEW.id) < 2
BEGIN SELECT RAISE(ABORT, 'guard: a batch leaves after two releases'); END;

-- Law 4: neither the printer nor the maker of a cheque signs it; two signatures, one of each group, before release.
CREATE TRIGGER guard_signature_person BEFORE INSERT ON cheque_signatures
BEGIN
  SELECT RAISE(ABORT, 'guard: who printed a leaf does not sign it')
    WHERE EXISTS (SELECT 1 FROM cheque_leaves WHERE id = NEW.leaf_id AND printed_by = NEW.operator_id);
  SELECT RAISE(ABORT, 'guard: who made or approved the payment does not sign its cheque')
    WHERE EXISTS (
      SELECT 1 FROM cheque_leaves l JOIN instructions i ON i.id = l.instruction_id JOIN request_transactions t ON t.id = i.transaction_id
      WHERE l.id = NEW.leaf_id AND (i.made_by = NEW.operator_id OR t.approved_by = NEW.operator_id));
  SELECT RAISE(ABORT, 'guard: the two signatures are of two groups')
    WHERE EXISTS (SELECT 1 FROM cheque_signatures WHERE leaf_id = NEW.leaf_id AND signing_group = NEW.signing_group)
      AND NOT EXISTS (SELECT 1 FROM signing_rules r, json_each(r.combinations) c WHERE c.value = NEW.signing_group || '+' || NEW.signing_group);
  SELECT RAISE(ABORT, 'guard: a signature covers the print of its leaf')
    WHERE NOT EXISTS (SELECT 1 FROM cheque_leaves WHERE id = NEW.leaf_id AND pdf_sha256 = NEW.pdf_sha256);
END;
CREATE TRIGGER guard_signature_update BEFORE UPDATE ON cheque_signatures BEGIN SELECT RAISE(ABORT, 'guard: signatures never change'); END;
CREATE TRIGGER guard_signature_delete BEFORE DELETE ON cheque_signatures BEGIN SELECT RAISE(ABORT, 'guard: signatures are never deleted'); END;
CREATE TRIGGER guard_leaf_update BEFORE UPDATE ON cheque_leaves
BEGIN
  SELECT RAISE(ABORT, 'guard: a burnt leaf stays burnt') WHERE OLD.state IN ('spoiled', 'void', 'destroyed') AND NEW.state NOT IN (OLD.state, 'destroyed');
  SELECT RAISE(ABORT, 'guard: a leaf is released with two signatures')
    WHERE NEW.state = 'released' AND (SELECT count(*) FROM cheque_signatures WHERE leaf_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'guard: a leaf keeps to its road')
    WHERE NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN (
      'blank>reserved', 'blank>spoiled', 'reserved>printed', 'reserved>spoiled', 'printed>signedOnce', 'printed>spoiled', 'printed>void',
      'signedOnce>signedTwice', 'signedOnce>void', 'signedTwice>released', 'signedTwice>void',
      'released>deposited', 'released>presented', 'released>returned', 'released>stopped', 'released>stale', 'released>void',
      'deposited>presented', 'deposited>returned', 'deposited>stopped', 'deposited>stale', 'deposited>void',
      'presented>released', 'presented>deposited', 'presented>returned', 'returned>void', 'stopped>void', 'stale>void',
      'spoiled>destroyed', 'void>destroyed', 'returned>destroyed', 'stopped>destroyed', 'stale>destroyed');
  SELECT RAISE(ABORT, 'guard: a leaf keeps its number') WHERE NEW.number <> OLD.number OR NEW.bank_account_id <> OLD.bank_account_id;
  SELECT RAISE(ABORT, 'guard: a printed leaf keeps what is on it')
    WHERE OLD.instruction_id IS NOT NULL AND (NEW.instruction_id IS NOT OLD.instruction_id OR NEW.payee_name IS NOT OLD.payee_name
      OR NEW.amount_minor IS NOT OLD.amount_minor OR NEW.words IS NOT OLD.words OR NEW.cheque_date IS NOT OLD.cheque_date
      OR NEW.pdf_sha256 IS NOT OLD.pdf_sha256 OR NEW.printed_by IS NOT OLD.printed_by);
END;
CREATE TRIGGER guard_issue_file_update BEFORE UPDATE ON issue_files
BEGIN
  SELECT RAISE(ABORT, 'guard: a list of cheques keeps what was given to the bank')
    WHERE NEW.bank_account_id <> OLD.bank_account_id OR NEW.sequence <> OLD.sequence OR NEW.layout <> OLD.layout
      OR NEW.file_id <> OLD.file_id OR NEW.sha256 <> OLD.sha256 OR NEW.total_minor <> OLD.total_minor OR NEW.exports < OLD.exports
      OR NEW.issued <> OLD.issued OR NEW.void <> OLD.void OR NEW.stopped <> OLD.stopped;
  SELECT RAISE(ABORT, 'guard: the answer of the bank to a list stands') WHERE OLD.state IN ('taken', 'refused') AND NEW.state <> OLD.state;
END;
CREATE TRIGGER guard_issue_file_delete BEFORE DELETE ON issue_files BEGIN SELECT RAISE(ABORT, 'guard: lists of cheques are never deleted'); END;
CREATE TRIGGER guard_issue_line_update BEFORE UPDATE ON issue_lines BEGIN SELECT RAISE(ABORT, 'guard: lists of cheques never change'); END;
CREATE TRIGGER guard_issue_line_delete BEFORE DELETE ON issue_lines BEGIN SELECT RAISE(ABORT, 'guard: lists of cheques never change'); END;
CREATE TRIGGER guard_leaf_delete BEFORE DELETE ON cheque_leaves BEGIN SELECT RAISE(ABORT, 'guard: leaves are never deleted'); END;

-- Statements are kept as they came.
CREATE TRIGGER guard_statement_update BEFORE UPDATE ON statements BEGIN SELECT RAISE(ABORT, 'guard: statements never change'); END;
CREATE TRIGGER guard_statement_delete BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'guard: statements are never deleted'); END;
CREATE TRIGGER guard_statement_line_update BEFORE UPDATE OF amount_minor, direction, currency, identity, booking_date, statement_id ON statement_lines
BEGIN SELECT RAISE(ABORT, 'guard: statement lines keep their content'); END;
CREATE TRIGGER guard_statement_line_delete BEFORE DELETE ON statement_lines BEGIN SELECT RAISE(ABORT, 'guard: statement lines are never deleted'); END;
CREATE TRIGGER guard_statement_link_update BEFORE UPDATE ON statement_links
BEGIN
  SELECT RAISE(ABORT, 'guard: a match is undone once') WHERE OLD.undone_at IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: a match keeps its line and its payment')
    WHERE NEW.statement_line_id <> OLD.statement_line_id OR NEW.instruction_id <> OLD.instruction_id OR NEW.effect <> OLD.effect;
END;
CREATE TRIGGER guard_statement_link_delete BEFORE DELETE ON statement_links BEGIN SELECT RAISE(ABORT, 'guard: matches are never deleted'); END;

-- What a bank announced stays; it ends at one line, once.
CREATE TRIGGER guard_bank_notice_update BEFORE UPDATE ON bank_notices
WHEN OLD.line_id IS NOT NULL OR NEW.line_id IS NULL OR NEW.identity <> OLD.identity OR NEW.amount_minor <> OLD.amount_minor
BEGIN SELECT RAISE(ABORT, 'guard: an announcement ends at one line, once'); END;
CREATE TRIGGER guard_bank_notice_delete BEFORE DELETE ON bank_notices BEGIN SELECT RAISE(ABORT, 'guard: announcements are never deleted'); END;

-- A signed-off day stays (R2-71), and neither it nor a day before it takes a further journal. Two people may open it again, the
-- latest one first; what was signed is kept whole before.
CREATE TRIGGER guard_day_update BEFORE UPDATE ON days WHEN OLD.state = 'signedOff' AND NOT (
  NEW.state = 'open' AND NEW.date = OLD.date AND NEW.version = OLD.version + 1 AND NEW.report IS NULL AND NEW.digest IS NULL
  AND EXISTS (SELECT 1 FROM day_archives WHERE date = OLD.date AND digest = OLD.digest AND report = OLD.report
    AND pdf_file_id IS OLD.pdf_file_id AND xlsx_file_id IS OLD.xlsx_file_id AND unlocked_at = NEW.changed_at)
  AND NOT EXISTS (SELECT 1 FROM days WHERE date > OLD.date AND state = 'signedOff'))
BEGIN SELECT RAISE(ABORT, 'guard: a signed-off day never changes'); END;
CREATE TRIGGER guard_day_archive BEFORE INSERT ON day_archives
WHEN NOT EXISTS (SELECT 1 FROM days WHERE date = NEW.date AND state = 'signedOff' AND digest = NEW.digest AND report = NEW.report)
  OR NEW.revision <> coalesce((SELECT max(revision) FROM day_archives WHERE date = NEW.date), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard: only a signed-off report is archived, one after another'); END;
CREATE TRIGGER guard_day_archive_update BEFORE UPDATE ON day_archives BEGIN SELECT RAISE(ABORT, 'guard: archived reports never change'); END;
CREATE TRIGGER guard_day_archive_delete BEFORE DELETE ON day_archives BEGIN SELECT RAISE(ABORT, 'guard: archived reports are never deleted'); END;
CREATE TRIGGER guard_day_finding_update BEFORE UPDATE ON day_findings BEGIN SELECT RAISE(ABORT, 'guard: findings never change'); END;
CREATE TRIGGER guard_day_finding_delete BEFORE DELETE ON day_findings BEGIN SELECT RAISE(ABORT, 'guard: findings are never deleted'); END;
CREATE TRIGGER guard_day_adjustment_update BEFORE UPDATE ON day_adjustments BEGIN SELECT RAISE(ABORT, 'guard: adjustments never change'); END;
CREATE TRIGGER guard_day_adjustment_delete BEFORE DELETE ON day_adjustments BEGIN SELECT RAISE(ABORT, 'guard: adjustments are never deleted'); END;
CREATE TRIGGER guard_day_signed BEFORE UPDATE OF state ON days
WHEN NEW.state = 'signedOff' AND (SELECT count(*) FROM day_signatures WHERE date = NEW.date AND digest = NEW.digest) < 2
BEGIN SELECT RAISE(ABORT, 'guard: a day is signed off by two people'); END;
CREATE TRIGGER guard_day_delete BEFORE DELETE ON days BEGIN SELECT RAISE(ABORT, 'guard: days are never deleted'); END;
CREATE TRIGGER guard_day_signature_digest BEFORE INSERT ON day_signatures
WHEN NOT EXISTS (SELECT 1 FROM days WHERE date = NEW.date AND digest = NEW.digest AND state IN ('prepared', 'signedOnce'))
BEGIN SELECT RAISE(ABORT, 'guard: a signature covers the prepared report of its day'); END;
CREATE TRIGGER guard_day_signature_update BEFORE UPDATE ON day_signatures BEGIN SELECT RAISE(ABORT, 'guard: signatures never change'); END;
CREATE TRIGGER guard_day_signature_delete BEFORE DELETE ON day_signatures BEGIN SELECT RAISE(ABORT, 'guard: signatures are never deleted'); END;
-- A regular audit keeps what was drawn for it; one that is archived never changes (R2-89, R2-90).
CREATE TRIGGER guard_audit_draw BEFORE UPDATE ON audits
BEGIN
  SELECT RAISE(ABORT, 'guard: an archived audit never changes') WHERE OLD.step = 9;
  SELECT RAISE(ABORT, 'guard: an audit keeps its period and its sample')
    WHERE NEW.kind <> OLD.kind OR NEW.from_date <> OLD.from_date OR NEW.seed <> OLD.seed OR NEW.population <> OLD.population;
END;
CREATE TRIGGER guard_audit_row_delete BEFORE DELETE ON audits BEGIN SELECT RAISE(ABORT, 'guard: audits are never deleted'); END;
CREATE TRIGGER guard_audit_item_delete BEFORE DELETE ON audit_items BEGIN SELECT RAISE(ABORT, 'guard: items of audits are never deleted'); END;
CREATE TRIGGER guard_audit_item_update BEFORE UPDATE OF subject, checks, people ON audit_items
BEGIN SELECT RAISE(ABORT, 'guard: items of audits keep what was drawn'); END;
CREATE TRIGGER guard_audit_finding_delete BEFORE DELETE ON audit_findings BEGIN SELECT RAISE(ABORT, 'guard: findings of audits are never deleted'); END;
CREATE TRIGGER guard_journal_period BEFORE INSERT ON journals
WHEN EXISTS (SELECT 1 FROM days WHERE date >= NEW.business_date AND state = 'signedOff')
BEGIN SELECT RAISE(ABORT, 'guard: the day is signed off'); END;

-- Channel data and control facts only grow: an earlier version stays what it was.
CREATE TRIGGER guard_channel_data_next BEFORE INSERT ON channel_data
WHEN NEW.version <> coalesce((SELECT max(version) FROM channel_data WHERE kind = NEW.kind AND key = NEW.key), 0) + 1
BEGIN SELECT RAISE(ABORT, 'guard: channel data changes by one version at a time'); END;
CREATE TRIGGER guard_channel_data_update BEFORE UPDATE ON channel_data BEGIN SELECT RAISE(ABORT, 'guard: a version of channel data never changes'); END;
CREATE TRIGGER guard_channel_data_delete BEFORE DELETE ON channel_data BEGIN SELECT RAISE(ABORT, 'guard: channel data is never deleted'); END;
CREATE TRIGGER guard_control_fact_update BEFORE UPDATE ON control_facts BEGIN SELECT RAISE(ABORT, 'guard: facts never change, newer ones are added'); END;
CREATE TRIGGER guard_control_fact_delete BEFORE DELETE ON control_facts BEGIN SELECT RAISE(ABORT, 'guard: facts are never deleted'); END;
CREATE TRIGGER guard_instruction_channel BEFORE UPDATE OF channel ON instructions WHEN NEW.channel IS NOT OLD.channel
BEGIN SELECT RAISE(ABORT, 'guard: a payment keeps its channel; another one needs a new payment'); END;
-- Law 4: a change is confirmed as it was proposed, by another person, once; nobody changes alone after the second administrator.
CREATE TRIGGER guard_proposal_insert BEFORE INSERT ON proposals
BEGIN
  SELECT RAISE(ABORT, 'guard: a change begins by being proposed') WHERE NEW.alone = 0 AND NEW.state <> 'open';
  SELECT RAISE(ABORT, 'guard: with a second administrator nobody changes alone')
    WHERE NEW.alone = 1 AND EXISTS (SELECT 1 FROM settings WHERE key = 'desk.twoPeople');
END;
CREATE TRIGGER guard_proposal_update BEFORE UPDATE ON proposals
BEGIN
  SELECT RAISE(ABORT, 'guard: a decided change stays decided') WHERE OLD.state <> 'open';
  SELECT RAISE(ABORT, 'guard: a proposed change keeps its content')
    WHERE NEW.kind <> OLD.kind OR NEW.subject <> OLD.subject OR NEW.title <> OLD.title OR NEW.before <> OLD.before OR NEW.after <> OLD.after
      OR NEW.concerns IS NOT OLD.concerns OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at OR NEW.alone <> OLD.alone
      OR (NEW.state = 'open' AND NEW.payload <> OLD.payload);
END;
CREATE TRIGGER guard_proposal_delete BEFORE DELETE ON proposals BEGIN SELECT RAISE(ABORT, 'guard: proposed changes are never deleted'); END;
CREATE TRIGGER guard_two_people_update BEFORE UPDATE ON settings WHEN OLD.key = 'desk.twoPeople'
BEGIN SELECT RAISE(ABORT, 'guard: a desk of two administrators stays one'); END;
CREATE TRIGGER guard_two_people_delete BEFORE DELETE ON settings WHEN OLD.key = 'desk.twoPeople'
BEGIN SELECT RAISE(ABORT, 'guard: a desk of two administrators stays one'); END;

-- Laws 4 and 5: an approval is given to an open round, on the content of the round, by nobody who made the request, and stays.
CREATE TRIGGER guard_approval_insert BEFORE INSERT ON approvals
BEGIN
  SELECT RAISE(ABORT, 'guard: an approval is of an open round and of its content')
    WHERE NOT EXISTS (SELECT 1 FROM approval_rounds WHERE id = NEW.round_id AND state = 'open' AND digest = NEW.digest);
  SELECT RAISE(ABORT, 'guard: nobody approves what they made')
    WHERE NEW.decision = 'approve' AND EXISTS (
      SELECT 1 FROM approval_rounds r JOIN requests q ON q.id = r.request_id
      WHERE r.id = NEW.round_id AND q.created_by IN (NEW.operator_id, NEW.authority_of));
  SELECT RAISE(ABORT, 'guard: nobody approves for another and for themself')
    WHERE EXISTS (SELECT 1 FROM approvals WHERE round_id = NEW.round_id
      AND (operator_id = NEW.authority_of OR authority_of = NEW.operator_id));
END;
CREATE TRIGGER guard_approval_update BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'guard: approvals never change'); END;
CREATE TRIGGER guard_approval_delete BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'guard: approvals are never deleted'); END;
CREATE TRIGGER guard_round_insert BEFORE INSERT ON approval_rounds
WHEN NEW.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'guard: an approval round begins open'); END;
CREATE TRIGGER guard_round_update BEFORE UPDATE ON approval_rounds
BEGIN
  SELECT RAISE(ABORT, 'guard: an approval round keeps what it was for')
    WHERE NEW.request_id <> OLD.request_id OR NEW.action <> OLD.action OR NEW.round <> OLD.round OR NEW.digest <> OLD.digest
      OR NEW.content <> OLD.content OR NEW.needs <> OLD.needs OR NEW.needed <> OLD.needed;
  SELECT RAISE(ABORT, 'guard: an approval round ends once')
    WHERE OLD.state NOT IN ('open', 'complete') OR NEW.state = 'open' OR (OLD.state = 'complete' AND NEW.state NOT IN ('voided', 'ended'));
  SELECT RAISE(ABORT, 'guard: an approval round is complete with every approval')
    WHERE NEW.state = 'complete' AND (
      (SELECT count(*) FROM approvals WHERE round_id = NEW.id AND decision = 'approve') < NEW.needed
      OR EXISTS (SELECT 1 FROM approvals WHERE round_id = NEW.id AND decision = 'reject'));
END;
CREATE TRIGGER guard_round_delete BEFORE DELETE ON approval_rounds BEGIN SELECT RAISE(ABORT, 'guard: approval rounds are kept'); END;

-- No money leaves a customer's account before the approvals that its amount needs are in.
CREATE TRIGGER guard_journal_approved BEFORE INSERT ON journals
WHEN NEW.kind = 'withdrawal.complete' AND NEW.request_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'guard: the approvals of this amount are missing')
    WHERE EXISTS (SELECT 1 FROM requests q WHERE q.id = NEW.request_id AND q.approvals_needed IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM approval_rounds r WHERE r.request_id = q.id AND r.state = 'complete' AND r.needed >= q.approvals_needed));
END;
CREATE TRIGGER guard_request_profile BEFORE UPDATE OF profile, profile_version, approvals_needed, template ON requests
WHEN NEW.profile <> OLD.profile OR NEW.profile_version <> OLD.profile_version
  OR NEW.approvals_needed IS NOT OLD.approvals_needed OR NEW.template IS NOT OLD.template
BEGIN SELECT RAISE(ABORT, 'guard: a request keeps its profile, its template and the approvals that its amount needs'); END;
-- A message keeps what it says and whom it is for (R2-101); what was sent stays sent.
CREATE TRIGGER guard_notification_update BEFORE UPDATE ON notifications
BEGIN
  SELECT RAISE(ABORT, 'guard: a message keeps its text and recipient')
    WHERE NEW.template <> OLD.template OR NEW.language <> OLD.language OR NEW.channel <> OLD.channel OR NEW.recipient <> OLD.recipient
      OR NEW.address <> OLD.address OR NEW.subject <> OLD.subject OR NEW.body <> OLD.body OR NEW.created_at <> OLD.created_at
      OR NEW.operator_id IS NOT OLD.operator_id OR NEW.customer_id IS NOT OLD.customer_id;
  SELECT RAISE(ABORT, 'guard: a message that was sent or cancelled stays so') WHERE OLD.state IN ('sent', 'cancelled') AND NEW.state <> OLD.state;
END;
CREATE TRIGGER guard_notification_delete BEFORE DELETE ON notifications BEGIN SELECT RAISE(ABORT, 'guard: messages are never deleted'); END;
CREATE TRIGGER guard_bank_answer_update BEFORE UPDATE ON bank_answers BEGIN SELECT RAISE(ABORT, 'guard: answers of banks never change'); END;
CREATE TRIGGER guard_bank_answer_delete BEFORE DELETE ON bank_answers BEGIN SELECT RAISE(ABORT, 'guard: answers of banks are never deleted'); END;
-- What was checked is kept as it was found (R2-109).
CREATE TRIGGER guard_check_update BEFORE UPDATE ON check_results BEGIN SELECT RAISE(ABORT, 'guard: check results never change'); END;
CREATE TRIGGER guard_check_delete BEFORE DELETE ON check_results BEGIN SELECT RAISE(ABORT, 'guard: check results are never deleted'); END;
CREATE TRIGGER guard_bar_update BEFORE UPDATE ON bars
BEGIN
  SELECT RAISE(ABORT, 'guard: a bar is lifted once') WHERE OLD.lifted_at IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: a bar keeps what it bars') WHERE NEW.kind <> OLD.kind OR NEW.value <> OLD.value OR NEW.added_by <> OLD.added_by;
  SELECT RAISE(ABORT, 'guard: who set a bar does not lift it') WHERE NEW.lifted_by = OLD.added_by;
END;
CREATE TRIGGER guard_bar_delete BEFORE DELETE ON bars BEGIN SELECT RAISE(ABORT, 'guard: bars are never deleted'); END;

-- R4-25, R4-27: a paid incentive stays paid, and what was approved is what is paid.
CREATE TRIGGER guard_incentive_update BEFORE UPDATE ON incentives
BEGIN
  SELECT RAISE(ABORT, 'guard: a paid incentive stays paid') WHERE OLD.status = 'paid';
  SELECT RAISE(ABORT, 'guard: an incentive is approved before it is paid') WHERE NEW.status = 'paid' AND OLD.status <> 'approved';
  SELECT RAISE(ABORT, 'guard: an incentive keeps its user, amount and maker')
    WHERE NEW.customer_id <> OLD.customer_id OR NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.made_by <> OLD.made_by;
END;
CREATE TRIGGER guard_incentive_delete BEFORE DELETE ON incentives BEGIN SELECT RAISE(ABORT, 'guard: incentives are never deleted'); END;

-- R3-61, R3-62: the register keeps what was entered; Compliance decides once, and never on its own entry (a CHECK holds that).
CREATE TRIGGER guard_risk_entry_update BEFORE UPDATE ON risk_entries
BEGIN
  SELECT RAISE(ABORT, 'guard: a register entry is decided once') WHERE OLD.decision IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: a register entry keeps what was entered')
    WHERE NEW.kind <> OLD.kind OR NEW.customer_id <> OLD.customer_id OR NEW.request_id IS NOT OLD.request_id OR NEW.assessment <> OLD.assessment
      OR NEW.answer_reason <> OLD.answer_reason OR NEW.answer_address <> OLD.answer_address OR NEW.answer_repeat <> OLD.answer_repeat
      OR NEW.operator_id <> OLD.operator_id OR NEW.note <> OLD.note;
END;
CREATE TRIGGER guard_risk_entry_delete BEFORE DELETE ON risk_entries BEGIN SELECT RAISE(ABORT, 'guard: register entries are never deleted'); END;
CREATE TRIGGER guard_customer_risk_update BEFORE UPDATE ON customer_risks BEGIN SELECT RAISE(ABORT, 'guard: a change of risk stays as it was made'); END;
CREATE TRIGGER guard_customer_risk_delete BEFORE DELETE ON customer_risks BEGIN SELECT RAISE(ABORT, 'guard: changes of risk are never deleted'); END;
CREATE TRIGGER guard_risk_region_update BEFORE UPDATE ON risk_regions
BEGIN
  SELECT RAISE(ABORT, 'guard: a region is lifted once') WHERE OLD.lifted_at IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: who listed a region does not lift it') WHERE NEW.lifted_by = OLD.added_by;
END;
CREATE TRIGGER guard_risk_region_delete BEFORE DELETE ON risk_regions BEGIN SELECT RAISE(ABORT, 'guard: regions are never deleted'); END;
-- R3-63: the second review is another person's, of lines that were all reviewed; a closed check stays.
CREATE TRIGGER guard_spot_check_update BEFORE UPDATE ON spot_checks
BEGIN
  SELECT RAISE(ABORT, 'guard: a closed spot check stays') WHERE OLD.state = 'closed';
  SELECT RAISE(ABORT, 'guard: every line is reviewed first')
    WHERE NEW.state = 'closed' AND EXISTS (SELECT 1 FROM spot_check_lines WHERE spot_check_id = NEW.id AND verdict IS NULL);
  SELECT RAISE(ABORT, 'guard: the second review is another person''s')
    WHERE NEW.second_by IS NOT NULL AND EXISTS (SELECT 1 FROM spot_check_lines WHERE spot_check_id = NEW.id AND reviewed_by = NEW.second_by);
END;
CREATE TRIGGER guard_spot_check_delete BEFORE DELETE ON spot_checks BEGIN SELECT RAISE(ABORT, 'guard: spot checks are never deleted'); END;
CREATE TRIGGER guard_spot_line_update BEFORE UPDATE ON spot_check_lines
BEGIN
  SELECT RAISE(ABORT, 'guard: a closed spot check stays') WHERE EXISTS (SELECT 1 FROM spot_checks WHERE id = OLD.spot_check_id AND state = 'closed');
  SELECT RAISE(ABORT, 'guard: a line keeps what was pulled')
    WHERE NEW.customer_id <> OLD.customer_id OR NEW.subject_id <> OLD.subject_id OR NEW.amount_minor <> OLD.amount_minor OR NEW.indicators <> OLD.indicators;
END;
CREATE TRIGGER guard_spot_line_delete BEFORE DELETE ON spot_check_lines BEGIN SELECT RAISE(ABORT, 'guard: lines are never deleted'); END;

-- A transfer is executed once; a large one only after two people pressed (R3-43).
CREATE TRIGGER guard_transfer_update BEFORE UPDATE ON transfers
BEGIN
  SELECT RAISE(ABORT, 'guard: an executed transfer is not executed again') WHERE OLD.sent_at IS NOT NULL AND NEW.sent_at IS NOT OLD.sent_at;
  SELECT RAISE(ABORT, 'guard: a large transfer needs two presses') WHERE NEW.two_people = 1 AND NEW.sent_at IS NOT NULL AND NEW.second_press IS NULL;
  SELECT RAISE(ABORT, 'guard: an ended transfer stays ended') WHERE OLD.state IN ('accepted', 'rejected') AND NEW.state <> OLD.state;
END;
CREATE TRIGGER guard_transfer_delete BEFORE DELETE ON transfers BEGIN SELECT RAISE(ABORT, 'guard: transfers are never deleted'); END;

-- An emergency that was lifted stays lifted, and none disappears.
CREATE TRIGGER guard_emergency_update BEFORE UPDATE ON emergencies
BEGIN
  SELECT RAISE(ABORT, 'guard: a lifted emergency never changes') WHERE OLD.lifted_at IS NOT NULL;
  SELECT RAISE(ABORT, 'guard: an emergency keeps what it is about') WHERE NEW.kind <> OLD.kind OR NEW.subject <> OLD.subject OR NEW.made_by <> OLD.made_by;
END;
CREATE TRIGGER guard_emergency_delete BEFORE DELETE ON emergencies BEGIN SELECT RAISE(ABORT, 'guard: emergencies are never deleted'); END;
-- A version of a workflow profile is what it is: it begins as a draft, comes into force once, and stays.
CREATE TRIGGER guard_profile_insert BEFORE INSERT ON profile_versions
WHEN NEW.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'guard: a version of a profile begins as a draft'); END;
CREATE TRIGGER guard_profile_update BEFORE UPDATE ON profile_versions
BEGIN
  SELECT RAISE(ABORT, 'guard: a version of a profile keeps its content')
    WHERE NEW.profile <> OLD.profile OR NEW.version <> OLD.version OR NEW.definition <> OLD.definition OR NEW.made_by <> OLD.made_by;
  SELECT RAISE(ABORT, 'guard: a version of a profile comes into force once') WHERE OLD.state <> 'draft';
END;
CREATE TRIGGER guard_profile_delete BEFORE DELETE ON profile_versions BEGIN SELECT RAISE(ABORT, 'guard: versions of profiles are kept'); END;
-- Where a customer's money goes is never one person's word: a destination keeps its content, and another one confirms it (law 4).
CREATE TRIGGER guard_destination_update BEFORE UPDATE ON destinations
BEGIN
  SELECT RAISE(ABORT, 'guard: a destination keeps its customer and content; a changed one is a new one')
    WHERE NEW.customer_id <> OLD.customer_id OR NEW.details <> OLD.details OR NEW.digest <> OLD.digest OR NEW.kind <> OLD.kind
      OR NEW.holder <> OLD.holder OR NEW.replaces IS NOT OLD.replaces;
  SELECT RAISE(ABORT, 'guard: a waiting destination is confirmed by another person')
    WHERE OLD.waiting = 1 AND NEW.waiting = 0 AND (NEW.confirmed_by IS NULL OR NEW.confirmed_by = OLD.created_by);
END;
CREATE TRIGGER guard_destination_delete BEFORE DELETE ON destinations BEGIN SELECT RAISE(ABORT, 'guard: destinations are never deleted'); END;

-- A delegation keeps what was confirmed; it can only end.
CREATE TRIGGER guard_delegation_update BEFORE UPDATE ON delegations
BEGIN
  SELECT RAISE(ABORT, 'guard: a delegation keeps what was confirmed')
    WHERE NEW.delegator_id <> OLD.delegator_id OR NEW.delegate_id <> OLD.delegate_id OR NEW.roles <> OLD.roles OR NEW.from_date <> OLD.from_date
      OR NEW.to_date <> OLD.to_date OR NEW.made_by <> OLD.made_by OR NEW.confirmed_by <> OLD.confirmed_by;
  SELECT RAISE(ABORT, 'guard: an ended delegation stays ended') WHERE OLD.ended_at IS NOT NULL;
END;
CREATE TRIGGER guard_delegation_delete BEFORE DELETE ON delegations BEGIN SELECT RAISE(ABORT, 'guard: delegations are never deleted'); END;

-- Law 4: what a role allows, and that a department exists, follows from a change that two people made of exactly this one.
CREATE TRIGGER guard_role_insert BEFORE INSERT ON roles
WHEN NOT EXISTS (SELECT 1 FROM proposals WHERE id = NEW.proposal_id AND kind = 'role.change' AND subject = 'role:' || NEW.role AND (state = 'open' OR alone = 1))
BEGIN SELECT RAISE(ABORT, 'guard: a role is changed by a confirmed change of it'); END;
CREATE TRIGGER guard_role_update BEFORE UPDATE ON roles
BEGIN
  SELECT RAISE(ABORT, 'guard: a role keeps its key and counts its changes') WHERE NEW.role <> OLD.role OR NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'guard: a role is changed by a confirmed change of it')
    WHERE NEW.proposal_id = OLD.proposal_id OR NOT EXISTS (SELECT 1 FROM proposals WHERE id = NEW.proposal_id AND kind = 'role.change'
      AND subject = 'role:' || NEW.role AND (state = 'open' OR alone = 1));
END;
CREATE TRIGGER guard_role_delete BEFORE DELETE ON roles BEGIN SELECT RAISE(ABORT, 'guard: roles are retired, never deleted'); END;
CREATE TRIGGER guard_department_insert BEFORE INSERT ON departments
WHEN NOT EXISTS (SELECT 1 FROM proposals WHERE id = NEW.proposal_id AND kind = 'department.change' AND subject = 'department:' || NEW.department
  AND (state = 'open' OR alone = 1))
BEGIN SELECT RAISE(ABORT, 'guard: a department is changed by a confirmed change of it'); END;
CREATE TRIGGER guard_department_update BEFORE UPDATE ON departments
BEGIN
  SELECT RAISE(ABORT, 'guard: a department keeps its key and counts its changes')
    WHERE NEW.department <> OLD.department OR NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'guard: a department is changed by a confirmed change of it')
    WHERE NEW.proposal_id = OLD.proposal_id OR NOT EXISTS (SELECT 1 FROM proposals WHERE id = NEW.proposal_id AND kind = 'department.change'
      AND subject = 'department:' || NEW.department AND (state = 'open' OR alone = 1));
END;
CREATE TRIGGER guard_department_delete BEFORE DELETE ON departments BEGIN SELECT RAISE(ABORT, 'guard: departments are retired, never deleted'); END;

-- What was decided about a failed payment stays decided; it is under investigation until another person releases it.
CREATE TRIGGER guard_failure_update BEFORE UPDATE ON payment_failures
BEGIN
  SELECT RAISE(ABORT, 'guard: a resolved failure stays resolved') WHERE OLD.state = 'resolved';
  SELECT RAISE(ABORT, 'guard: a failure belongs to its payment') WHERE NEW.instruction_id <> OLD.instruction_id OR NEW.request_id <> OLD.request_id;
  SELECT RAISE(ABORT, 'guard: what is under investigation is not resolved') WHERE OLD.state = 'held' AND NEW.state NOT IN ('held', 'review');
END;
CREATE TRIGGER guard_failure_delete BEFORE DELETE ON payment_failures BEGIN SELECT RAISE(ABORT, 'guard: failures are never deleted'); END;

-- What is on a list or was asked for stays readable: an entry keeps its key and how it pays, and is never deleted.
CREATE TRIGGER guard_list_entry_update BEFORE UPDATE ON list_entries
WHEN NEW.list <> OLD.list OR NEW.key <> OLD.key OR NEW.pays IS NOT OLD.pays
BEGIN SELECT RAISE(ABORT, 'guard: an entry of a list keeps its key and how it pays'); END;
CREATE TRIGGER guard_list_entry_delete BEFORE DELETE ON list_entries BEGIN SELECT RAISE(ABORT, 'guard: entries of lists are retired, never deleted'); END;
CREATE TRIGGER guard_request_wish_update BEFORE UPDATE ON request_wishes BEGIN SELECT RAISE(ABORT, 'guard: what was asked for never changes'); END;
CREATE TRIGGER guard_request_wish_delete BEFORE DELETE ON request_wishes BEGIN SELECT RAISE(ABORT, 'guard: what was asked for is never deleted'); END;
