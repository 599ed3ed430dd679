/**
 * How fast a bot sends is agreed on in one hash in Redis, by Redis's clock (milliseconds), so that every sender process
 * keeps to it:
 *   next        the first instant nobody has taken yet
 *   from        when the present run of messages began, i.e. after a flood or an idle second
 *   rate        messages a second while it is below the configured one
 *   floodAt     when the last flood was noted; hold: until when nobody sends
 *   floodTurn   the earliest turn known to be too many in it; floodFrom, floodRate: the run it was in, and its rate
 *   probeAt     when the next step up is tried; probeEvery: how long the one after it waits
 * Losing it costs no more than the configured rate once more.
 */
const READ = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local function text(n) return string.format('%.3f', n) end
local function read(name) return tonumber(redis.call('HGET', KEYS[1], name) or nil) end
local most = tonumber(ARGV[1])
local rate = math.min(read('rate') or most, most)
`;

/**
 * Takes the next `ARGV[2]` turns at the configured rate `ARGV[1]`; the first may be one that nobody took in the last
 * `ARGV[4]` ms, so that a moment in which a process was busy is made good. Answers how long to wait for the first, how far they are
 * apart, the instant of the first, and when the run began; or only how long nobody may send. Steps up when it is time.
 */
export const TAKE_TURNS = `${READ}
local hold = read('hold') or 0
if now < hold then return { text(hold - now) } end
if rate < most and now >= (read('probeAt') or 0) then
  rate = math.min(most, rate * tonumber(ARGV[3]))
  if rate < most then redis.call('HSET', KEYS[1], 'rate', text(rate), 'probeAt', text(now + read('probeEvery')))
  else redis.call('HDEL', KEYS[1], 'rate', 'probeAt', 'probeEvery') end
end
local next = read('next') or 0
local first = math.max(now - tonumber(ARGV[4]), next)
local from = read('from') or 0
if from == 0 or now - next > 1000 then
  first = now
  from = now
end
redis.call('HSET', KEYS[1], 'next', text(first + tonumber(ARGV[2]) * 1000 / rate), 'from', text(from))
redis.call('PEXPIRE', KEYS[1], 86400000)
return { text(first - now), text(1000 / rate), text(first), text(from) }
`;

/**
 * Notes that the turn at instant `ARGV[2]`, of the run begun at `ARGV[3]`, was one too many, and that nobody sends for
 * `ARGV[4]` ms. The rate goes down by a tenth, or, when the run was younger than a second, to what was taken in it
 * (÷ `ARGV[5]`), at most by half. Calls that were under way when the flood was noted belong to it, and say no more than
 * that fewer were taken, when theirs was an earlier turn whose answer was slower. Answers the rate.
 */
export const NOTE_FLOOD = `${READ}
local held = read('hold') or 0
local hold = math.max(held, now + tonumber(ARGV[4]))
redis.call('HSET', KEYS[1], 'hold', text(hold))
local at = tonumber(ARGV[2])
local from = tonumber(ARGV[3])
local function lowered(before, most_after)
  local wanted = most_after
  if at - from < 1000 then wanted = math.min(wanted, math.floor((at - from) * before / 1000 + 0.5) / tonumber(ARGV[5])) end
  return math.max(math.min(1, most), before * 0.5, wanted)
end
if at <= math.max(read('floodAt') or 0, held) then
  if from == read('floodFrom') and at < read('floodTurn') then
    rate = lowered(read('floodRate'), rate)
    redis.call('HSET', KEYS[1], 'rate', text(rate), 'floodTurn', text(at))
  end
  return text(rate)
end
redis.call('HSET', KEYS[1], 'floodTurn', text(at), 'floodFrom', text(from), 'floodRate', text(rate))
local every = tonumber(ARGV[6])
if read('rate') then every = math.min(tonumber(ARGV[7]), read('probeEvery') * 2) end
rate = lowered(rate, rate * 0.9)
redis.call('HSET', KEYS[1], 'rate', text(rate), 'floodAt', text(now), 'from', '0', 'next', text(hold),
  'probeAt', text(hold + every), 'probeEvery', text(every))
redis.call('PEXPIRE', KEYS[1], 86400000)
return text(rate)
`;
