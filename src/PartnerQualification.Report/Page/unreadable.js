'use strict';

/**
 * The customers that could not be read, with what to do: none is missing without a word.
 * @param {Report} report
 */
function showUnreadable(report) {
    const unreadable = report.unreadable ?? [];
    byId('unreadable').hidden = unreadable.length === 0;
    if (!unreadable.length) return;
    contentOf('unreadable').replaceChildren(
        make('p', { class: 'note' }, `What ${formatCount(unreadable.length, 'customer')} ${unreadable.length === 1 ? 'has' : 'have'} is not known. They stand in no other part of this report.`),
        new GrowingList(unreadable, unreadableEntry, 'cards').element);
}

/** @param {NonNullable<Report['unreadable']>[number]} customer */
function unreadableEntry(customer) {
    return make('article', { class: 'card' },
        make('div', { class: 'card-top' },
            make('h3', {}, isolated(nameOf(customer))),
            make('span', { class: 'quiet' }, isolated(customer.name ? customer.domain : undefined)),
            make('span', { class: 'quiet' }, isolated(customer.id))),
        make('p', {}, customer.error ? make('b', {}, isolated(customer.error), ': ') : undefined, isolated(customer.message)),
        customer.remedy ? make('p', { class: 'correct' }, isolated(customer.remedy)) : undefined);
}
