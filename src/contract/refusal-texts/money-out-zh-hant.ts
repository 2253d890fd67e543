/** The sentences of refusals about money on its way: failed payments, emergencies, transfers; in Traditional Chinese. */
export const moneyOutTexts = {
  RETRY_NOT_APPROVED: '{request} 現有的批准不涵蓋再次付款。請在申請卡上重新批准，款項其後由該處發出。',
  RETRY_NOTHING_UNPAID: '{request} 沒有待處理的失敗付款：已再次付款或已結束。付款前請先查看申請卡。',
  FAILURE_HELD: '{by} 已將 {request} 的失敗付款列為調查：{reason}。由另一人在「失敗付款」解除前，不會重試或退回款項。',
  FAILURE_STATE: '{request} 的失敗付款現為「{status}」，不能作此處理。請查看已作的決定及決定人。',
  FAILURE_RELEASE_SAME_PERSON: '{by} 提出調查 {request}，不能自行解除。須由另一位同事解除。',
  CANCEL_NOT_OFFERED: '{request} 的流程在「{status}」不能不付款而結束。請開啟申請卡查看可作的處理。',
  PROCESSING_PAUSED: '付款處理已由 {by} 暫停：{reason}。須由兩人在「緊急控制」解除後方可發出。',
  ACCOUNT_FROZEN: '{request} 不能付款：帳戶 {number} 已由 {by} 凍結（{reason}）。須由兩人在「緊急控制」解除。',
  CUSTOMER_SUSPENDED: '{request} 不能付款：{what} 已由 {by} 暫停（{reason}）。須由兩人在「緊急控制」解除。',
  EMERGENCY_IN_FORCE: '{what} 已生效，由 {by} 提出。毋須重複。',
  EMERGENCY_LIFT_SAME_PERSON: '解除緊急控制須兩人，{by} 已提出解除。須由另一人確認。',
  TRANSFER_EXECUTED: '{request} 的轉賬已執行，現為「{status}」。轉賬只執行一次，未有再次發出。',
  TRANSFER_NO_BANK: '本工作台未設銀行接口，{request} 須以檔案付款。請建立批次，或在設定中設立接口。',
  TRANSFER_BY_MAKER: '{request} 的付款由 {by} 建立，不能自行執行。須由另一人員按下。',
  TRANSFER_SAME_PERSON: '兩次按下須由兩個不同的人作出，{by} 已為 {request} 按下第一次。須由另一人員按下。',
  TRANSFER_OFF_HOURS: '渠道「{channel}」現不在服務時間內，{request} 未有執行。請於開放時再試。',
} as const
