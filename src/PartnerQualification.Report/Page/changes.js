'use strict';

/**
 * What changed since the data that this report was compared with. What is no longer Education comes first.
 * @param {Report} report
 * @param {Row[]} rows
 */
function showChanges(report, rows) {
    if (report.since === undefined) {
        contentOf('changes').replaceChildren(make('p', { class: 'note' }, 'This report was not compared with an earlier one.'));
        return;
    }

    byId('changes-heading').replaceChildren('Changed since ', dateElement(report.since) ?? '');
    const changed = groupedBy(rows.filter(({ held }) => held?.change), ({ held }) => held?.change ?? '');
    const kinds = [...CHANGES, ...[...changed.keys()].filter(change => !CHANGES.includes(change))].filter(change => changed.has(change));
    const groups = kinds.map(kind => {
        const group = listGroup(isolated(wordFor(CHANGE_WORDS, kind)) ?? '', changed.get(kind) ?? [], changeEntry, 'lines');
        group.classList.toggle('alarm', kind === 'NoLonger');
        return group;
    });
    if (report.gone?.length) groups.push(listGroup('Gone', report.gone, goneEntry, 'lines'));
    contentOf('changes').replaceChildren(...(groups.length ? groups : [make('p', { class: 'note' }, 'Nothing has changed.')]));
}

/** @param {Row} row */
function changeEntry({ customer, held }) {
    return make('div', { class: 'line' },
        customerLink(customer),
        make('span', { class: 'change' },
            make('span', { class: 'quiet' }, isolated(qualificationWord(held?.qualification))),
            ...(held?.change === 'New' && held.was === undefined ? [] : [statusElement(held?.was), make('span', {}, make('span', { 'aria-hidden': 'true' }, '\u2192'), make('span', { class: 'out-of-sight' }, 'is now'))]),
            statusElement(held?.status)),
        held?.reason ? make('span', { class: 'quiet' }, isolated(held.reason)) : undefined);
}

/** @param {NonNullable<Report['gone']>[number]} gone */
function goneEntry(gone) {
    return make('div', { class: 'line' },
        make('span', { class: 'customer' }, isolated(nameOf(gone))),
        make('span', { class: 'change' },
            gone.qualification ? make('span', { class: 'quiet' }, isolated(qualificationWord(gone.qualification)), ', was ') : undefined,
            gone.qualification ? statusElement(gone.was) : undefined),
        make('span', { class: 'quiet' }, isolated(gone.id)));
}
