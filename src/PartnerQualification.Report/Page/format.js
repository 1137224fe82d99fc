'use strict';

// Numbers and dates are written as the reader's browser is set; words are English.
const numberFormat = new Intl.NumberFormat();
const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const dayOnlyFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dateLanguage = dayFormat.resolvedOptions().locale;

/** @param {number} value */
function formatNumber(value) {
    return numberFormat.format(value);
}

/**
 * "1 customer", "2 customers".
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 */
function formatCount(value, one, many = `${one}s`) {
    return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/**
 * The time of a date of the data; NaN where the text is none.
 * @param {string | undefined} text
 */
function timeOf(text) {
    return text && /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
}

/**
 * A day as text; a date that could not be read, as it came.
 * @param {string | undefined} text
 */
function formatDay(text) {
    const time = timeOf(text);
    if (Number.isNaN(time)) return text ?? '';
    // A day without a time is the same day everywhere.
    return (text?.length === 10 ? dayOnlyFormat : dayFormat).format(time);
}

/**
 * A day, or a day and its time, as an element.
 * @param {string | undefined} text
 * @param {boolean} [withTime]
 */
function dateElement(text, withTime = false) {
    const time = timeOf(text);
    if (Number.isNaN(time)) return isolated(text);
    return make('time', { datetime: text, lang: dateLanguage }, withTime ? timeFormat.format(time) : formatDay(text));
}
