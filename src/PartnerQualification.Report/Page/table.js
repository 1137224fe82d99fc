'use strict';

/** How many rows are kept beyond each edge of what is seen. */
const ROWS_BEYOND = 8;

/**
 * A table that has only the rows that are seen, and a few beyond: there may be a hundred thousand. It is a grid for the keyboard:
 * one cell has the focus, and the arrow keys move it.
 */
class RowTable {
    /**
     * @param {Column[]} columns
     * @param {(column: Column) => void} sortBy Called when a heading is pressed.
     */
    constructor(columns, sortBy) {
        this.columns = columns;
        this.scroller = byId('scroller');
        this.table = byId('table');
        this.body = this.table.tBodies[0];
        /** @type {Row[]} */
        this.rows = [];
        /** The rows that are there, by their place. @type {Map<number, HTMLElement>} */
        this.shown = new Map();
        this.active = { row: 0, column: 0 };
        this.isWhole = false;

        this.table.classList.toggle('with-change', columns.some(({ name }) => name === 'change'));
        this.headings = columns.map(column => make('th', { role: 'columnheader', scope: 'col', class: `${column.name}-cell` },
            make('button', { type: 'button', onclick: () => sortBy(column) }, column.text)));
        this.table.tHead.replaceChildren(make('tr', { role: 'row', 'aria-rowindex': 1 }, ...this.headings));
        this.scroller.addEventListener('scroll', () => this.update());
        this.body.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => this.move(event));
        this.body.addEventListener('focusin', (/** @type {FocusEvent} */ event) => this.follow(event));
        addEventListener('resize', () => this.measure());
    }

    /**
     * Shows these rows from the first on.
     * @param {Row[]} rows
     */
    showRows(rows) {
        this.rows = rows;
        this.active = { row: 0, column: 0 };
        this.clear();
        this.table.setAttribute('aria-rowcount', rows.length + 1);
        this.scroller.hidden = rows.length === 0;
        this.scroller.scrollTop = 0;
        this.measure();
    }

    /**
     * Marks the heading by which the rows are sorted.
     * @param {Column | undefined} column
     * @param {boolean} descending
     */
    markOrder(column, descending) {
        this.headings.forEach((heading, index) => {
            if (this.columns[index] === column) heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
            else heading.removeAttribute('aria-sort');
        });
    }

    /**
     * Puts the first rows on paper, where nobody can scroll.
     * @param {number} count
     */
    showFirst(count) {
        this.isWhole = true;
        this.clear();
        this.add(0, Math.min(count, this.rows.length));
    }

    /** Back from the paper. */
    showWindow() {
        this.isWhole = false;
        this.clear();
        this.measure();
    }

    /** Takes the height of a row from the style sheet, which may have another one for this width. */
    measure() {
        this.rowHeight = parseFloat(getComputedStyle(this.body).getPropertyValue('--row-height')) * parseFloat(getComputedStyle(document.documentElement).fontSize);
        this.body.style.height = `${this.rows.length * this.rowHeight}px`;
        for (const [place, row] of this.shown) this.put(row, place);
        this.update();
    }

    /** Brings in the rows that are seen now, and takes out the others. */
    update() {
        if (this.isWhole) return;
        const top = this.scroller.scrollTop;
        const first = Math.max(0, Math.floor(top / this.rowHeight) - ROWS_BEYOND);
        const end = Math.min(this.rows.length, Math.ceil((top + this.scroller.clientHeight) / this.rowHeight) + ROWS_BEYOND);
        for (const [place, row] of this.shown) {
            if (place >= first && place < end) continue;
            // Who scrolls away from the row with the focus stays in the table.
            if (row.contains(document.activeElement)) this.active.row = place < first ? first : end - 1;
            row.remove();
            this.shown.delete(place);
        }

        this.add(first, end);
        if (document.activeElement === document.body && this.hadFocus) this.cellAt(this.active)?.focus({ preventScroll: true });
        this.markActive();
    }

    /**
     * Adds the rows of these places that are missing, each where it belongs among the others.
     * @param {number} first
     * @param {number} end
     */
    add(first, end) {
        /** @type {Element | null} */
        let next = this.body.firstElementChild;
        for (let place = first; place < end; place++) {
            let row = this.shown.get(place);
            if (!row) {
                row = this.makeRow(place);
                this.shown.set(place, row);
                this.body.insertBefore(row, next);
            }

            next = row.nextElementSibling;
        }
    }

    clear() {
        this.hadFocus = false;
        this.body.replaceChildren();
        this.shown.clear();
    }

    /** @param {number} place */
    makeRow(place) {
        const row = make('tr', { role: 'row', 'aria-rowindex': place + 2, class: place % 2 ? 'odd' : '' },
            ...this.columns.map(column => make('td', { role: 'gridcell', class: `${column.name}-cell`, tabindex: -1 }, column.show(this.rows[place]))));
        // A row is one stop for the keyboard, by its cells.
        row.querySelector('a')?.setAttribute('tabindex', '-1');
        this.put(row, place);
        return row;
    }

    /**
     * @param {HTMLElement} row
     * @param {number} place
     */
    put(row, place) {
        row.style.top = `${place * this.rowHeight}px`;
    }

    /** @param {{ row: number, column: number }} cell */
    cellAt({ row, column }) {
        return /** @type {HTMLElement | undefined} */ (this.shown.get(row)?.children[column]);
    }

    /** The one cell that the Tab key reaches. */
    markActive() {
        this.body.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
        const cell = this.cellAt(this.active) ?? this.body.querySelector('td');
        cell?.setAttribute('tabindex', '0');
    }

    /**
     * The focus came by a press of the mouse, or by the Tab key.
     * @param {FocusEvent} event
     */
    follow(event) {
        const cell = /** @type {Element} */ (event.target).closest('td');
        const row = cell?.closest('tr');
        if (!cell || !row) return;
        this.hadFocus = true;
        this.active = { row: Number(row.getAttribute('aria-rowindex')) - 2, column: [...row.children].indexOf(cell) };
        this.markActive();
    }

    /** @param {KeyboardEvent} event */
    move(event) {
        const target = this.target(event);
        if (target) {
            event.preventDefault();
            this.focusCell(target);
        } else if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            this.cellAt({ row: this.active.row, column: 0 })?.querySelector('a')?.click();
        }
    }

    /**
     * The cell that a key leads to.
     * @param {KeyboardEvent} event
     */
    target({ key, ctrlKey }) {
        const { row, column } = this.active;
        const last = this.rows.length - 1;
        const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight) - 2);
        switch (key) {
            case 'ArrowDown': return { row: Math.min(last, row + 1), column };
            case 'ArrowUp': return { row: Math.max(0, row - 1), column };
            case 'PageDown': return { row: Math.min(last, row + page), column };
            case 'PageUp': return { row: Math.max(0, row - page), column };
            case 'ArrowRight': return { row, column: this.visibleColumn(column, 1) };
            case 'ArrowLeft': return { row, column: this.visibleColumn(column, -1) };
            case 'Home': return { row: ctrlKey ? 0 : row, column: 0 };
            case 'End': return { row: ctrlKey ? last : row, column: this.visibleColumn(this.columns.length, -1) };
            default: return undefined;
        }
    }

    /**
     * The next column that this width shows.
     * @param {number} column
     * @param {number} step
     */
    visibleColumn(column, step) {
        for (let next = column + step; next >= 0 && next < this.columns.length; next += step) {
            if (this.cellAt({ row: this.active.row, column: next })?.offsetParent) return next;
        }

        return column;
    }

    /** @param {{ row: number, column: number }} cell */
    focusCell(cell) {
        const heading = this.table.tHead.offsetHeight;
        const top = cell.row * this.rowHeight;
        const { scrollTop, clientHeight } = this.scroller;
        if (top < scrollTop) this.scroller.scrollTop = top;
        else if (top + this.rowHeight > scrollTop + clientHeight - heading) this.scroller.scrollTop = top + this.rowHeight - clientHeight + heading;
        this.update();

        // The update may have taken out the row that had the focus until now.
        this.active = cell;
        this.markActive();
        this.cellAt(cell)?.focus({ preventScroll: true });
    }
}
