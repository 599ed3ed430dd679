import { longId } from '../polls.ts';
import type { Entity } from '../entities/entity.ts';
import { formatText, visible } from '../entities/format-text.ts';
import { flag, integer, shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest } from '../refusal.ts';
import type { ApiPoll, PollOption } from '../telegram.ts';

const MAX_QUESTION = 300;
const MAX_OPTION = 100;
const MAX_OPTIONS = 12;
const MAX_EXPLANATION = 200;
const MAX_LINE_FEEDS = 2;

type InputOption = { text: string; text_parse_mode?: string; text_entities?: Entity[] };

function option(input: InputOption, index: number): PollOption {
  const formatted = visible(formatText(input.text, input.text_parse_mode, input.text_entities));
  if (formatted.text.length > MAX_OPTION) throw badRequest('poll options length must not exceed 100');
  return {
    persistent_id: String(index),
    text: formatted.text,
    ...(formatted.entities.length > 0 ? { text_entities: formatted.entities } : {}),
    voter_count: 0,
  };
}

function rightOptions(params: Params, count: number, multiple: boolean): number[] {
  const right = shaped(params, 'correct_option_ids') ?? [];
  if (right.length === 0) throw badRequest('quiz poll must have correct option specified');
  if (right.some((id, i) => id < 0 || id >= count || right.indexOf(id) !== i))
    throw badRequest('wrong correct option ID specified');
  if (right.some((id, i) => i > 0 && id < (right[i - 1] ?? 0)))
    throw badRequest('correct option IDs must be in increasing order');
  if (right.length > 1 && !multiple) throw badRequest('wrong number of correct options specified');
  return right;
}

function explanation(params: Params): Pick<ApiPoll, 'explanation' | 'explanation_entities'> {
  const source = text(params, 'explanation');
  if (!source) return {};
  const entities = shaped(params, 'explanation_entities');
  const formatted = formatText(source, text(params, 'explanation_parse_mode'), entities);
  if (formatted.text.length > MAX_EXPLANATION) throw badRequest('poll explanation is too long');
  if (formatted.text.split('\n').length - 1 > MAX_LINE_FEEDS)
    throw badRequest('poll explanation has too many line feeds');
  return {
    explanation: formatted.text,
    ...(formatted.entities.length > 0 ? { explanation_entities: formatted.entities } : {}),
  };
}

function closing(params: Params, now: number): Pick<ApiPoll, 'open_period' | 'close_date'> {
  const period = integer(params, 'open_period');
  const date = integer(params, 'close_date');
  if (period !== undefined && date !== undefined)
    throw badRequest("can't use both open_period and close_date");
  const seconds = period ?? (date === undefined ? undefined : date - now);
  if (seconds !== undefined && (seconds < 5 || seconds > 2_628_000))
    throw badRequest('POLL_CLOSE_DATE_INVALID');
  return {
    ...(period === undefined ? {} : { open_period: period }),
    ...(date === undefined ? {} : { close_date: date }),
  };
}

/**
 * A new poll from the parameters of sendPoll, with no votes.
 * @param now sandbox seconds
 * @throws Refusal 400 in Telegram's words.
 */
export function readPoll(params: Params, now: number): ApiPoll {
  const question = visible(
    formatText(
      text(params, 'question') ?? '',
      text(params, 'question_parse_mode'),
      shaped(params, 'question_entities'),
    ),
  );
  if (question.text.length > MAX_QUESTION) throw badRequest('poll question length must not exceed 300');
  const options = (shaped(params, 'options') ?? []).map(option);
  if (options.length < 1) throw badRequest('poll must have at least 1 option');
  if (options.length > MAX_OPTIONS) throw badRequest("poll can't have more than 12 options");
  const type = text(params, 'type') ?? 'regular';
  if (type !== 'regular' && type !== 'quiz') throw badRequest('unsupported poll type specified');
  const multiple = flag(params, 'allows_multiple_answers');
  return {
    id: longId(),
    question: question.text,
    ...(question.entities.length > 0 ? { question_entities: question.entities } : {}),
    options,
    total_voter_count: 0,
    is_closed: flag(params, 'is_closed'),
    is_anonymous: params.is_anonymous !== false,
    type,
    allows_multiple_answers: multiple,
    allows_revoting: type === 'regular' ? params.allows_revoting !== false : flag(params, 'allows_revoting'),
    members_only: flag(params, 'members_only'),
    ...(type === 'quiz'
      ? { correct_option_ids: rightOptions(params, options.length, multiple), ...explanation(params) }
      : {}),
    ...closing(params, now),
  };
}
