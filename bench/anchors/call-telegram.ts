import { Telegram, TelegramError } from 'telegraf';

/** A plain telegraf call that sends one message; milliseconds to wait when it was one too many, else undefined. */
export function createCaller(apiRoot: string): (chatId: number) => Promise<number | undefined> {
  const telegram = new Telegram('7700000901:bench_token_that_is_no_secret', { apiRoot });
  return async (chatId) => {
    try {
      await telegram.sendMessage(chatId, '请各村于周五前报送防汛物资清点情况，并确认值班人员名单。');
      return undefined;
    } catch (error) {
      if (error instanceof TelegramError && error.code === 429)
        return (error.parameters?.retry_after ?? 1) * 1000;
      throw error;
    }
  };
}
