/** What the end of a day refuses, in Traditional Chinese. */
export const dayRefusalTexts = {
  DAY_NOT_BALANCED: '{date} 的帳簿不平衡：有 {count} 項發現。請開啟帳簿檢查並先行處理。',
  DAY_ADJUSTMENT_WAITS: '{date} 有 {count} 項調整等候第二人。請先在「變更」確認或拒絕，再編製報告。',
  DAY_NOT_SIGNED_OFF: '{date} 尚未結帳，無需重開。請改為收回報告。',
  DAY_LATER_SIGNED: '{later} 已結帳，其期初即 {date} 的期末。請先重開最近的已結日，再逐日往前。',
  ADJUSTMENT_UNEXPLAINED: '先解釋後入帳：尚未有人記錄 {account} 於 {date} 的調查結果。請先記錄，再作調整。',
  ADJUSTMENT_ACCOUNT: '{account} 不能用於 {date} 的調整：{why}。請選擇另一帳戶。',
  ADJUSTMENT_UNBALANCED: '此調整各行合計為 {sum}，而分錄合計必須為零。請更正金額。',
  DAY_VARIANCE_OPEN: '{account} 的銀行與帳簿相差 {variance}。請先配對，或填寫解釋。',
  DAY_WORK_OPEN: '{date} 尚有 {count} 項工作未完成。請先完成；首頁已列出。',
  DAY_SIGNED_ALREADY: '{date} 已經簽署，數字已固定。如有錯誤，請在第二個簽署前重開。',
  DAY_SAME_SIGNER: '兩個簽署須由兩個不同的人作出，{by} 已作第一個。須由另一人簽署。',
  DAY_FIGURES_MOVED: '{date} 的數字在編製報告後有變。請重新編製，細閱新數字後再簽署。',
  DAY_NOT_PREPARED: '{date} 尚未編製，無可簽署。請先編製報告。',
} as const
