import { common as commonEn } from './locales/en/common.ts';
import { elder as en } from './locales/en/elder.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { elder as zh } from './locales/zh/elder.ts';
import { button, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** What somebody may set for themselves, and how it is. `studies`: whether cards come to them at all. */
export type OwnSettings = { elder: boolean; weekly: boolean; studies: boolean };

export function ownSettingsView(language: Language, own: OwnSettings): View {
  const w = words[language];
  return {
    text: lines(
      w.title,
      own.elder ? w.elderOn : w.elderOff,
      own.studies && (own.weekly ? w.weeklyOn : w.weeklyOff),
      w.rest,
    ),
    buttons: [
      [
        button(own.elder ? w.turnOff : w.turnOn, 'settings.elder', own.elder ? 0 : 1),
        ...(own.studies
          ? [button(own.weekly ? w.noWeek : w.week, 'settings.weekly', own.weekly ? 0 : 1)]
          : []),
      ],
      [
        button(w.quiet, 'quiet.open'),
        ...(own.studies ? [button(w.cardTime, 'study.time')] : []),
        button(w.language, 'language.ask'),
      ],
      [button(common[language].return, 'menu.open')],
    ],
  };
}

/** What has changed, and the way back to the settings. */
export const elderSetView = (language: Language, elder: boolean): View => ({
  text: elder ? words[language].nowOn : words[language].nowOff,
  buttons: [[button(common[language].return, 'settings.open')]],
});
