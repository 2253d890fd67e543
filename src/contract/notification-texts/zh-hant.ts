/** What the messages say in Traditional Chinese until the desk writes its own. */
import type { Template } from '../notifications.ts'

export const noticeTexts: Record<Template, { subject: string; body: string }> = {
  'change.confirmed': { subject: '已確認：{what}', body: '{by} 已確認您對「{what}」的更改，已生效。' },
  'change.refused': { subject: '已拒絕：{what}', body: '{by} 拒絕了您對「{what}」的更改：{reason}' },
  'destination.waiting': {
    subject: '{customer} 的新收款方式',
    body: '{by} 為 {customer} 記錄了{what}。請與客戶文件核對，然後確認或拒絕。',
  },
  'request.approvalWaiting': {
    subject: '{request} 等待您批核',
    body: '{customer} 的 {request}（{amount}）等待您批核。由 {by} 轉交。',
  },
  'request.assigned': { subject: '{request} 由您處理', body: '{by} 把 {customer} 的 {request}（{amount}）交給您。' },
  'request.reminder': {
    subject: '{request} 於 {due} 到期',
    body: '{customer} 的 {request}（{amount}）於 {due} 到期。請處理或轉交。',
  },
  'request.escalated': {
    subject: '{request} 在{department}已逾期',
    body: '{customer} 的 {request}（{amount}）於 {due} 到期，仍在{department}。',
  },
  'request.manualReview': {
    subject: '{request} 須人手覆核',
    body: '{request} 付款予 {customer}（{amount}）未能完成：{reason}。請決定如何處理。',
  },
  'request.watchBalance': {
    subject: '請留意 {account} 的結餘',
    body: '{request} 由 {account} 支取 {amount}。請即留意該帳戶的結餘。',
  },
  'customer.approved': {
    subject: '您的提款 {request} 已獲批准',
    body: '{customer}：\n\n您的提款 {request}（{amount}）已獲批准，即將匯出。',
  },
  'customer.inProgress': {
    subject: '您的提款 {request} 正在匯出',
    body: '{customer}：\n\n您的提款 {request}（{amount}）正匯往您的銀行。',
  },
  'customer.rejected': {
    subject: '您的提款 {request} 未獲接納',
    body: '{customer}：\n\n我們未能辦理您的提款 {request}（{amount}）：{reason}。',
  },
  'customer.completed': {
    subject: '您的提款 {request} 已完成',
    body: '{customer}：\n\n您的提款 {request}（{amount}）已支付。',
  },
  'customer.notPaidYet': {
    subject: '你的提款 {request} 延遲處理',
    body: '{customer}：\n\n你的提款 {request}（{amount}）暫未能付款：{reason}。我們正在跟進，款項會為你保留。',
  },
  'customer.failed': {
    subject: '您的提款 {request} 未能支付',
    body: '{customer}：\n\n您的提款 {request}（{amount}）未能支付：{reason}。款項已退回您的帳戶，您可再次申請。',
  },
  'customer.inquiry': {
    subject: '有關您的提款 {request}',
    body: '{customer}：\n\n在為您的提款 {request} 匯出 {amount} 前，請回答以下問題：\n\n{questions}',
  },
  'customer.documentsWanted': {
    subject: '您的提款 {request} 所需文件',
    body: '{customer}：\n\n您的提款 {request}（{amount}）尚需：{documents}。',
  },
  'day.cutOff': {
    subject: '{what}：尚有 {count} 項未完成',
    body: '「{what}」時間已到，尚有 {count} 項未完成，合共 {amount}。此後提交者屬下一批次；請開啟頁面完成或移動餘下項目。',
  },
  'risk.depositsWaiting': {
    subject: '{count} 筆高風險存款待登記',
    body: '{date} 尚有 {count} 筆高風險客戶存款（合共 {amount}）未入登記冊。款項已入賬，並無凍結；請開啟清單逐一登記。',
  },
  'signer.standIn': {
    subject: '{who} 缺勤：您於 {bank} 代簽',
    body: '{who} 由 {from} 至 {to} 缺勤（{by} 登記）。該等日子由您以後備身分為 {bank} 簽署。如不能代簽請即告知。',
  },
  'batch.backupAsked': {
    subject: '批次 {batch} 等候您以後備身分放行',
    body: '{bank} 的批次 {batch}（{amount}）可以放行，而 {absent} 今日缺勤。請代為放行。',
  },
  'batch.signersMissing': {
    subject: '批次 {batch} 今日不足兩名簽署人',
    body: '{bank} 的批次 {batch}（{amount}）今日不能放行，因簽署人不足兩名。下一個有兩名的日子為 {date}。請延後批次，或上報緊急者。',
  },
  'batch.escalated': {
    subject: '緊急：批次 {batch} 缺第二簽署人',
    body: '{by} 上報 {bank} 的批次 {batch}（{amount}）：{reason}。任何人不能獨自完成；請決定由誰簽署或如何告知客戶。',
  },
  'mail.test': {
    subject: 'Countersign：測試訊息',
    body: '{by} 發出此訊息以測試郵件伺服器。無須理會。',
  },
}
