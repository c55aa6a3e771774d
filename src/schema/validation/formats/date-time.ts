/** Dates, times and durations: RFC 3339, 5.6 and appendix A. */

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;
/** ISO 8601 as Ajv has it: the offset may be shorter, or not there. */
const ISO_TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
const DURATION =
  /^P(?:\d+W|(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))$/;
const MINUTES_A_DAY = 1440;

/** The format `date`: RFC 3339, `full-date` (JSON Schema Validation 7.3.1). */
export function isDate(text: string): boolean {
  return dayOf(text) !== undefined;
}

/** The format `time`: RFC 3339, `full-time` (JSON Schema Validation 7.3.1). */
export function isTime(text: string): boolean {
  return leapDay(TIME.exec(text)) !== undefined;
}

/** The format `date-time`: RFC 3339 (JSON Schema Validation 7.3.1). */
export function isDateTime(text: string): boolean {
  return isMoment(text, /^.{10}t/i, TIME);
}

/** The format `duration`: RFC 3339, appendix A (JSON Schema Validation 7.3.1). */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/** The format `iso-time` of Ajv: a time with an offset that may be short or missing. No standard defines it. */
export function isIsoTime(text: string): boolean {
  return leapDay(ISO_TIME.exec(text)) !== undefined;
}

/** The format `iso-date-time` of Ajv: as `iso-time`, and a space may replace the `T`. No standard defines it. */
export function isIsoDateTime(text: string): boolean {
  return isMoment(text, /^.{10}[t\s]/i, ISO_TIME);
}

function isMoment(text: string, separated: RegExp, time: RegExp): boolean {
  if (!separated.test(text)) return false;
  const date = dayOf(text.slice(0, 10));
  const leap = leapDay(time.exec(text.slice(11)));
  if (date === undefined || leap === undefined) return false;
  if (leap === "none") return true;
  // A leap second is the last of a month in UTC; with the offset that may be the day before or after.
  const day = date.day + leap;
  return day === 0 || day === date.last;
}

/** The day of the month and the last one; undefined where there is no such date. */
function dayOf(text: string): { readonly day: number; readonly last: number } | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= last ? { day, last } : undefined;
}

/** How many days a leap second's day in UTC is after the local one; `none` for other times, undefined where it is not a time. */
function leapDay(found: RegExpExecArray | null): number | "none" | undefined {
  if (found === null) return undefined;
  const [hour = 0, minute = 0, second = 0] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [offsetHour, offsetMinute] = [Number(found[5] ?? 0), Number(found[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return undefined;
  if (second < 60) return "none";
  const offset = (offsetHour * 60 + offsetMinute) * (found[4] === "-" ? -1 : 1);
  const utc = hour * 60 + minute - offset;
  const days = Math.floor(utc / MINUTES_A_DAY);
  return utc - days * MINUTES_A_DAY === MINUTES_A_DAY - 1 ? days : undefined;
}
