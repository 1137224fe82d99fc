'use strict';

/**
 * What the table is filtered by. An empty qualification is a customer without one, an empty status one that is held without a review.
 * @typedef {object} Filter
 * @property {string} text
 * @property {string | undefined} qualification
 * @property {string | undefined} status
 */

/**
 * Text as it is compared: without case and without accents.
 * @param {string} text
 */
function folded(text) {
    // Most names are ASCII, where nothing has to be taken apart.
    return /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase();
}

/**
 * @param {Customer} customer
 * @param {Qualification | undefined} held
 */
function searchedText(customer, held) {
    return folded(`${customer.name ?? ''}\n${customer.domain ?? ''}\n${customer.id}\n${held?.reason ?? ''}`);
}

/**
 * Whether a row is shown: each word of the text occurs in it.
 * @param {Filter} filter
 * @returns {(row: Row) => boolean}
 */
function matcherOf({ text, qualification, status }) {
    const words = folded(text).split(/\s+/).filter(word => word);
    return ({ held, searched }) =>
        (qualification === undefined || (held?.qualification ?? '') === qualification)
        && (status === undefined || (held !== undefined && (held.status ?? '') === status))
        && words.every(word => searched.includes(word));
}

/**
 * The filter in words.
 * @param {Filter} filter
 */
function filterText({ text, qualification, status }) {
    return [
        text.trim() && `text "${text.trim()}"`,
        qualification !== undefined && `qualification "${qualificationWord(qualification)}"`,
        status !== undefined && `status "${statusWord(status)}"`,
    ].filter(part => part).join(', ');
}
