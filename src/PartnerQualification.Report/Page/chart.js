'use strict';

/**
 * The chart by qualification and status: a bar for each qualification, and a table with the same numbers.
 * @param {Report} report
 */
function showChart(report) {
    const byQualification = (report.summary.byQualification ?? []).filter(({ statuses }) => statuses.length);
    if (!byQualification.length) {
        byId('chart').replaceChildren(make('p', { class: 'note' }, 'No customer has a qualification.'));
        return;
    }

    const present = new Set(byQualification.flatMap(({ statuses }) => statuses.map(({ status }) => status ?? '')));
    const statuses = [...STATUSES, ...[...present].filter(status => !STATUSES.includes(status))].filter(status => present.has(status));
    const bars = byQualification.map(({ qualification, statuses: counts }) => {
        const counted = new Map(counts.map(({ status, count }) => [status ?? '', count]));
        return { qualification, counts: statuses.map(status => counted.get(status) ?? 0), total: counts.reduce((sum, { count }) => sum + count, 0) };
    });
    byId('chart').replaceChildren(make('figure', { class: 'chart' },
        make('figcaption', {}, 'Customers by qualification and status'),
        make('div', { class: 'bars', 'aria-hidden': 'true' }, ...chartBars(bars, statuses)),
        chartTable(bars, statuses)));
}

/**
 * Bars for those who see them; the table says the same to everybody.
 * @param {{ qualification: string, counts: number[], total: number }[]} bars
 * @param {string[]} statuses
 */
function chartBars(bars, statuses) {
    const longest = Math.max(...bars.map(({ total }) => total));
    return bars.map(({ qualification, counts, total }) => {
        const bar = make('div', { class: 'bar' }, ...statuses.map((status, index) => {
            const part = make('span', { class: `part ${statusClass(status)}` });
            part.style.flexGrow = String(counts[index]);
            part.hidden = !counts[index];
            return part;
        }));
        bar.style.width = `${100 * total / longest}%`;
        return make('div', { class: 'bar-row' }, make('span', { class: 'bar-name' }, isolated(qualificationWord(qualification)), ' ', make('b', {}, formatNumber(total))), bar);
    });
}

/**
 * @param {{ qualification: string, counts: number[], total: number }[]} bars
 * @param {string[]} statuses
 */
function chartTable(bars, statuses) {
    return make('div', { class: 'wide-table', role: 'region', tabindex: 0, 'aria-label': 'Customers by qualification and status, as a table' }, make('table', {},
        make('thead', {}, make('tr', {},
            make('th', { scope: 'col' }, 'Qualification'),
            ...statuses.map(status => make('th', { scope: 'col', class: 'number' }, make('span', { class: `swatch ${statusClass(status)}`, 'aria-hidden': 'true' }), isolated(statusWord(status)))),
            make('th', { scope: 'col', class: 'number' }, 'Total'))),
        make('tbody', {}, ...bars.map(({ qualification, counts, total }) => make('tr', {},
            make('th', { scope: 'row' }, isolated(qualificationWord(qualification))),
            ...counts.map((count, index) => make('td', { class: 'number' }, count
                ? make('a', { href: addressOf({ text: '', qualification, status: statuses[index], sort: undefined, customer: undefined }), 'data-part': 'all' }, formatNumber(count))
                : '0')),
            make('td', { class: 'number' }, formatNumber(total)))))));
}
