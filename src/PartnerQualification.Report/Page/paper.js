'use strict';

/** How many rows of the table, and entries of a list, are printed. docs/report.md names it. */
const PRINTED = 1000;

/**
 * Puts what has been scrolled or folded away on paper, and takes it back afterwards.
 * @param {Everything} everything
 */
function preparePrinting(everything) {
    /** @type {number[]} */
    let counts = [];
    addEventListener('beforeprint', () => {
        counts = growingLists.map(({ count }) => count);
        for (const list of growingLists) list.showFirst(PRINTED);
        everything.table.showFirst(PRINTED);
        const all = everything.shown.length;
        byId('not-printed').hidden = all <= PRINTED;
        byId('not-printed').textContent = `Printed are the first ${formatNumber(PRINTED)} of ${formatCount(all, 'row')}. Filter the table, or download it, for the others.`;
    });
    addEventListener('afterprint', () => {
        growingLists.forEach((list, index) => list.showFirst(counts[index]));
        everything.table.showWindow();
    });
}
