'use strict';

/** The table of all customers with its filter: what is shown follows the address, and the address follows what is chosen. */
class Everything {
    /**
     * @param {Report} report
     * @param {Row[]} rows
     */
    constructor(report, rows) {
        this.report = report;
        this.order = new RowOrder(rows);
        this.columns = columnsOf(report);
        this.table = new RowTable(this.columns, column => this.sortBy(column));
        /** @type {Row[]} */
        this.shown = [];
        this.view = readAddress();

        this.text = byId('filter-text');
        this.qualification = byId('filter-qualification');
        this.status = byId('filter-status');
        this.sort = byId('filter-sort');
        this.qualifications = distinct(rows.map(({ held }) => held?.qualification ?? ''), Object.keys(QUALIFICATION_WORDS));
        this.statuses = distinct(rows.flatMap(({ held }) => held ? [held.status ?? ''] : []), STATUSES);
        this.sort.replaceChildren(make('option', { value: '' }, 'As read'), ...this.columns.flatMap(({ name, text }) =>
            [make('option', { value: name }, `${text}, ascending`), make('option', { value: `-${name}` }, `${text}, descending`)]));

        byId('filter').addEventListener('input', () => this.choose());
        byId('filter').addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault());
        byId('filter').addEventListener('reset', (/** @type {Event} */ event) => this.reset(event));
        byId('download').addEventListener('click', () => downloadCsv(this.shown, report.written));
        this.show();
    }

    /**
     * Shows what the address remembers.
     * @param {View} view
     */
    apply(view) {
        const isSame = showsSameRows(view, this.view);
        this.view = view;
        if (!isSame) this.show();
    }

    /** Shows the view, in the form and in the table. */
    show() {
        const { view } = this;
        fillSelect(this.qualification, this.qualifications, 'All qualifications', view.qualification, value => qualificationWord(value));
        fillSelect(this.status, this.statuses, 'All statuses', view.status, value => statusWord(value));
        if (this.text.value !== view.text) this.text.value = view.text;
        this.sort.value = view.sort ?? '';
        this.refresh();
    }

    /** The rows that the filter leaves, in their order. */
    refresh() {
        const { column, descending } = this.chosenOrder();
        this.shown = this.order.by(column, descending).filter(matcherOf(this.view));
        this.table.showRows(this.shown);
        this.table.markOrder(column, descending);
        this.tell();
    }

    /** The reader has chosen something in the form. */
    choose() {
        this.change({
            text: this.text.value,
            qualification: chosen(this.qualification),
            status: chosen(this.status),
            sort: this.sort.value || undefined,
        });
    }

    /** @param {Event} event */
    reset(event) {
        event.preventDefault();
        this.apply({ text: '', qualification: undefined, status: undefined, sort: undefined, customer: this.view.customer });
        replaceAddress(this.view);
        this.text.focus();
    }

    /** @param {Partial<View>} change */
    change(change) {
        this.view = { ...this.view, ...change };
        this.sort.value = this.view.sort ?? '';
        this.refresh();
        replaceAddress(this.view);
    }

    /** The sheet was closed. The table stays as it is, and so does the place in it. */
    forgetCustomer() {
        this.view = { ...this.view, customer: undefined };
        replaceAddress(this.view);
    }

    /**
     * A heading was pressed: up, down, and as the rows were read.
     * @param {Column} column
     */
    sortBy({ name }) {
        const next = { [name]: `-${name}`, [`-${name}`]: undefined };
        const { sort } = this.view;
        this.change({ sort: sort !== undefined && sort in next ? next[sort] : name });
    }

    chosenOrder() {
        const { sort } = this.view;
        const descending = sort?.startsWith('-') ?? false;
        return { column: this.columns.find(({ name }) => name === (descending ? sort?.slice(1) : sort)), descending };
    }

    /** Says how many rows are shown, and on paper what they were filtered by. */
    tell() {
        const all = this.order.rows.length;
        const filter = filterText(this.view);
        byId('shown').textContent = !filter ? formatCount(all, 'row')
            : `${formatNumber(this.shown.length)} of ${formatCount(all, 'row')}${this.shown.length ? '' : '. Nothing matches; change the filter or show all.'}`;
        byId('filtered-by').hidden = !filter;
        byId('filtered-by').replaceChildren('Filtered by ', isolated(filter) ?? '');
    }
}

/**
 * Whether two views show the same rows in the same order, whichever customer is open.
 * @param {View} a
 * @param {View} b
 */
function showsSameRows(a, b) {
    return a.text === b.text && a.qualification === b.qualification && a.status === b.status && a.sort === b.sort;
}

/**
 * The values that occur, those that are known first.
 * @param {string[]} values
 * @param {string[]} known
 */
function distinct(values, known) {
    const present = new Set(values);
    return [...known.filter(value => present.has(value)), ...[...present].filter(value => !known.includes(value)).sort()];
}

/**
 * What a select has chosen; undefined for its first option, which is all.
 * @param {HTMLSelectElement} select
 */
function chosen(select) {
    return select.selectedIndex > 0 ? select.value.slice(1) : undefined;
}

/**
 * Fills a select, and chooses a value in it. A value that nobody has today can stand in the address of last week.
 * @param {HTMLSelectElement} select
 * @param {string[]} values
 * @param {string} all
 * @param {string | undefined} value
 * @param {(value: string) => string} word
 */
function fillSelect(select, values, all, value, word) {
    const offered = value === undefined || values.includes(value) ? values : [...values, value];
    // A value may be empty, which no option could have beside that for all.
    select.replaceChildren(make('option', { value: '' }, all), ...offered.map(one => make('option', { value: `=${one}` }, visibleText(word(one)))));
    select.value = value === undefined ? '' : `=${value}`;
}
