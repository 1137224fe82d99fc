'use strict';

/**
 * The links to the parts of the report that there are, with how much each holds.
 * @param {Report} report
 */
function showParts(report) {
    const { summary } = report;
    /** @type {[string, string, number | undefined][]} */
    const parts = [
        ['denied', 'Denied', summary.denied ?? 0],
        ['review', 'In review', summary.inReview ?? 0],
        ['codes', 'Codes', report.codes?.length],
        ['changes', 'Changes', report.since === undefined ? undefined : (summary.changed ?? 0)],
        ['all', 'All customers', summary.customers],
        ['unreadable', 'Could not be read', report.unreadable?.length],
    ];
    byId('parts').replaceChildren(...parts
        .filter(([section]) => !byId(section).hidden)
        .map(([section, text, count]) => make('li', {},
            make('a', { href: `#${section}`, 'data-part': section }, make('span', {}, text), count === undefined ? undefined : make('span', { class: 'count' }, formatNumber(count))))));
}

/**
 * The numbers, each with where it comes from.
 * @param {Report} report
 */
function showTiles(report) {
    const { summary } = report;
    const waiting = summary.waiting ?? 0;
    const tiles = [
        tile('denied', 'Denied', summary.denied, '', 'is-denied'),
        tile('review', 'In review', summary.inReview, waiting ? `${formatNumber(waiting)} for more than three business days` : '', 'is-inreview'),
        report.since === undefined ? undefined : tile('changes', 'Changed', summary.changed, summary.gone ? `${formatNumber(summary.gone)} gone` : ''),
        tile('all', 'Customers', summary.customers, summary.unqualified ? `${formatNumber(summary.unqualified)} without a qualification` : ''),
        summary.unreadable ? tile('unreadable', 'Could not be read', summary.unreadable, '', 'is-denied') : undefined,
    ];
    byId('tiles').replaceChildren(...tiles.filter(shown => shown !== undefined));
}

/**
 * @param {string} section
 * @param {string} text
 * @param {number | undefined} value
 * @param {string} more
 * @param {string} [kind]
 */
function tile(section, text, value, more, kind = '') {
    return make('li', { class: `tile ${value ? kind : ''}` },
        make('a', { href: `#${section}`, 'data-part': section },
            make('strong', {}, formatNumber(value ?? 0)), ' ', make('span', {}, text)),
        more ? make('small', {}, more) : undefined);
}
