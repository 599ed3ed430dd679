import type { Cast } from './play-loop.ts';

/** Who plays the loop, from content/demo/county.json; an account that is not bound is 5001000 and the staff number. */
export const CASTS: { zh: Cast; en: Cast } = {
  zh: {
    language: 'zh',
    admin: 5_000_001,
    secretary: 5_000_005,
    supervisor: 5_000_007,
    newcomer: { account: 5_001_020, staffNo: 'QS-020', name: '罗试青', village: '青石第一村' },
  },
  en: {
    language: 'en',
    admin: 5_000_001,
    secretary: 5_000_013,
    supervisor: 5_000_015,
    newcomer: { account: 5_001_068, staffNo: 'QS-068', name: '方样柏', village: '红枫第二村' },
  },
};
