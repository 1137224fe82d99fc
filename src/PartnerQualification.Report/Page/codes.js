'use strict';

/**
 * The validation codes with what remains on each.
 * @param {Report} report
 */
function showCodes(report) {
    const { codes, codesUnreadable } = report;
    byId('codes').hidden = codes === undefined && codesUnreadable === undefined;
    const content = [];
    if (codesUnreadable !== undefined) content.push(make('p', { class: 'note' }, 'The codes could not be read: ', isolated(codesUnreadable)));
    if (codes?.length) content.push(codesTable(codes));
    else if (codes) content.push(make('p', { class: 'note' }, 'The partner has no validation code.'));
    contentOf('codes').replaceChildren(...content);
}

/** @param {NonNullable<Report['codes']>} codes */
function codesTable(codes) {
    return make('div', { class: 'wide-table', role: 'region', tabindex: 0, 'aria-label': 'Validation codes, as a table' }, make('table', { 'aria-labelledby': 'codes-heading' },
        make('thead', {}, make('tr', {}, ...['Organization', 'Code', 'Remaining'].map(text => make('th', { scope: 'col' }, text)))),
        make('tbody', {}, ...codes.map(code => make('tr', {},
            make('th', { scope: 'row' }, isolated(code.organization) ?? 'No name'),
            make('td', {}, isolated(code.id)),
            make('td', {}, remainingElement(code)))))));
}

/** @param {{ max?: number, remaining?: number }} code */
function remainingElement({ max, remaining }) {
    if (remaining === undefined) return make('span', {}, 'Not known');
    const text = max === undefined ? formatNumber(remaining) : `${formatNumber(remaining)} of ${formatNumber(max)}`;
    const level = make('span', { class: 'level', 'aria-hidden': 'true' }, make('span'));
    if (max) /** @type {HTMLElement} */ (level.firstElementChild).style.width = `${Math.min(100, 100 * remaining / max)}%`;
    return make('span', { class: remaining === 0 ? 'remaining used-up' : 'remaining' }, max ? level : undefined, remaining === 0 ? `${text}: used up` : text);
}
