'use strict';

/** How often verification can be requested for a customer. */
const REQUESTS_ALLOWED = 3;

/** @type {Record<string, string>} */
const QUALIFICATION_WORDS = {
    Education: 'Education',
    GovernmentCommunityCloud: 'Government Community Cloud',
    StateOwnedEntity: 'State-owned entity',
};

/** Statuses in the order in which they are shown; "" is a qualification that is held without a review. */
const STATUSES = ['Denied', 'InReview', 'Approved', ''];

/** @type {Record<string, string>} */
const STATUS_WORDS = { Denied: 'Denied', InReview: 'In review', Approved: 'Approved', '': 'Without review' };

/** @type {Record<string, string>} */
const CHANGE_WORDS = { NoLonger: 'No longer an Education Customer', Decided: 'Decided', New: 'New', Changed: 'Changed' };

/** Changes in the order in which they are shown. */
const CHANGES = ['NoLonger', 'Decided', 'New', 'Changed'];

/**
 * What this version does not know is shown as it came.
 * @param {Record<string, string>} words
 * @param {string} value
 */
function wordFor(words, value) {
    return Object.hasOwn(words, value) ? words[value] : value;
}

/** @param {string | undefined} qualification */
function qualificationWord(qualification) {
    return qualification ? wordFor(QUALIFICATION_WORDS, qualification) : 'No qualification';
}

/** @param {string | undefined} status */
function statusWord(status) {
    return wordFor(STATUS_WORDS, status ?? '');
}

/**
 * The status with a shape of its own, so that nobody needs to see colours.
 * @param {string | undefined} status
 */
function statusElement(status) {
    return make('span', { class: `status ${statusClass(status)}` }, isolated(statusWord(status)));
}

/** @param {string | undefined} status */
function statusClass(status) {
    return STATUSES.includes(status ?? '') ? `is-${(status || 'held').toLowerCase()}` : 'is-other';
}

/**
 * How many requests are known, of those that are allowed.
 * @param {Qualification} held
 */
function requestsText(held) {
    if (held.requests === undefined) return '';
    return `${held.atLeast ? 'at least ' : ''}${formatNumber(held.requests)} of ${REQUESTS_ALLOWED}`;
}

/** @param {Qualification} held */
function isDenied({ status }) {
    return status?.toLowerCase() === 'denied';
}

/**
 * Whether the customer has it: approved, or without a review.
 * @param {Qualification} held
 */
function isHeld({ status }) {
    return !status || status.toLowerCase() === 'approved';
}

/**
 * Whether a review is not decided. A status that this page does not know counts as undecided, as it does in the module.
 * @param {Qualification} held
 */
function isUndecided(held) {
    return !isDenied(held) && !isHeld(held);
}
