'use strict';

/**
 * The denied, by reason: what has to be corrected, how many requests are known, and the command that asks again.
 * @param {Row[]} rows
 */
function showDenied(rows) {
    const denied = rows.filter(({ held }) => held !== undefined && isDenied(held));
    if (!denied.length) {
        contentOf('denied').replaceChildren(make('p', { class: 'note' }, 'Nothing is denied.'));
        return;
    }

    const groups = [...groupedBy(denied, ({ held }) => held?.reason ?? '')].sort(([, a], [, b]) => b.length - a.length);
    contentOf('denied').replaceChildren(...groups.map(([reason, entries]) => {
        // What all have in common is said once.
        const correct = entries[0].held?.correct;
        const isCommon = entries.length > 1 && correct !== undefined && entries.every(({ held }) => held?.correct === correct);
        const group = listGroup(isolated(reason) ?? 'No reason given', entries, entry => deniedEntry(entry, isCommon), 'cards');
        if (isCommon) group.querySelector('h3')?.after(correctElement(correct));
        return group;
    }));
}

/**
 * @param {Row} row
 * @param {boolean} correctIsSaid
 */
function deniedEntry({ customer, held }, correctIsSaid) {
    const denied = /** @type {Qualification} */ (held);
    return make('article', { class: 'card' },
        make('div', { class: 'card-top' },
            make('h4', {}, customerLink(customer)),
            make('span', { class: 'quiet' }, isolated(customer.domain)),
            make('span', { class: 'quiet' }, isolated(qualificationWord(denied.qualification)), denied.date ? ', requested ' : '', denied.date ? dateElement(denied.date) : undefined)),
        denied.correct && !correctIsSaid ? correctElement(denied.correct) : undefined,
        requestsElement(denied),
        denied.again ? commandElement(denied.again, nameOf(customer)) : undefined);
}

/** @param {string} correct */
function correctElement(correct) {
    return make('p', { class: 'correct' }, make('b', {}, 'To correct: '), isolated(correct));
}

/** @param {Qualification} denied */
function requestsElement(denied) {
    if (denied.requests === undefined) return make('p', { class: 'quiet' }, 'How often it was requested is not known.');
    const left = Math.max(0, REQUESTS_ALLOWED - denied.requests);
    const rest = left === 0 ? 'none is left' : `${denied.atLeast ? 'at most ' : ''}${formatNumber(left)} left`;
    return make('p', { class: left === 0 ? 'used-up' : '' }, `Requests known: ${requestsText(denied)}, ${rest}.`);
}
