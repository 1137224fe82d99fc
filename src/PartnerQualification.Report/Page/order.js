'use strict';

/**
 * Sorts the rows, once for each column: whatever is filtered afterwards is taken from here in its order.
 */
class RowOrder {
    /** @param {Row[]} rows As they were read. */
    constructor(rows) {
        this.rows = rows;
        /** @type {Map<string, Row[]>} */
        this.orders = new Map();
        this.collator = new Intl.Collator(undefined, { numeric: true });
    }

    /**
     * All rows in the order of a column; those without a value come last, either way.
     * @param {Column | undefined} column Without one, they are as they were read.
     * @param {boolean} descending
     */
    by(column, descending) {
        if (!column) return this.rows;
        const key = `${descending ? '-' : ''}${column.name}`;
        const known = this.orders.get(key);
        if (known) return known;
        const order = this.sort(column, descending);
        this.orders.set(key, order);
        return order;
    }

    /**
     * @param {Column} column
     * @param {boolean} descending
     */
    sort(column, descending) {
        /** @type {{ row: Row, value: any }[]} */
        const filled = [];
        /** @type {Row[]} */
        const blank = [];
        for (const row of this.rows) {
            const value = column.value(row);
            if (value === undefined || value === '' || Number.isNaN(value)) blank.push(row);
            else filled.push({ row, value });
        }

        /** @type {(a: any, b: any) => number} */
        const compare = column.isNumber ? (a, b) => a - b : this.collator.compare;
        filled.sort(descending ? (a, b) => compare(b.value, a.value) : (a, b) => compare(a.value, b.value));
        return [...filled.map(({ row }) => row), ...blank];
    }
}
