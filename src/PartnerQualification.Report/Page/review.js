'use strict';

/** The ages by which reviews are grouped, in business days. */
const AGES = [
    { text: 'Up to 3 business days', is: (/** @type {number | undefined} */ days) => days !== undefined && days <= 3 },
    { text: '4 to 7 business days', is: (/** @type {number | undefined} */ days) => days !== undefined && days > 3 && days <= 7 },
    { text: 'More than 7 business days', is: (/** @type {number | undefined} */ days) => days !== undefined && days > 7 },
    { text: 'Begun on a date that could not be read', is: (/** @type {number | undefined} */ days) => days === undefined },
];

/**
 * What is in review, by age, the oldest first in each group.
 * @param {Row[]} rows
 */
function showReviews(rows) {
    const waiting = rows.filter(({ held }) => held !== undefined && isUndecided(held)).sort((a, b) => (b.held?.days ?? 0) - (a.held?.days ?? 0));
    if (!waiting.length) {
        contentOf('review').replaceChildren(make('p', { class: 'note' }, 'Nothing is in review.'));
        return;
    }

    const groups = AGES.map(({ text, is }) => ({ text, entries: waiting.filter(({ held }) => is(held?.days)) }));
    contentOf('review').replaceChildren(make('div', { class: 'columns' }, ...groups
        .filter(({ entries }, index) => entries.length || index < 3)
        .map(({ text, entries }) => listGroup(text, entries, reviewEntry, 'lines'))));
}

/** @param {Row} row */
function reviewEntry({ customer, held }) {
    return make('div', { class: 'line' },
        customerLink(customer),
        make('span', { class: 'quiet' },
            isolated(qualificationWord(held?.qualification)),
            held?.days === undefined ? '' : `, ${formatCount(held.days, 'business day')}`,
            held?.date ? ', since ' : '',
            held?.date ? dateElement(held.date) : undefined));
}
