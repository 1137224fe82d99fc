'use strict';

/** How many entries of a list are shown at first. */
const LIST_START = 10;

/** How many more with each press of its button. */
const LIST_STEP = 50;

/** The lists of the page, for printing. @type {GrowingList[]} */
const growingLists = [];

/** A list that shows its first entries, and more when it is asked: it may have thousands. */
class GrowingList {
    /**
     * @template T
     * @param {T[]} entries
     * @param {(entry: T) => HTMLElement} show What is shown of an entry.
     * @param {string} name The class of the list.
     */
    constructor(entries, show, name) {
        this.entries = entries;
        this.show = show;
        this.list = make('ul', { class: name });
        this.more = make('button', { type: 'button', class: 'more', onclick: () => this.showMore() });
        this.element = make('div', {}, this.list, this.more);
        growingLists.push(this);
        this.showFirst(LIST_START);
    }

    /** How many entries are shown. */
    get count() {
        return this.list.childElementCount;
    }

    /** @param {number} count */
    showFirst(count) {
        while (this.count > count) this.list.lastElementChild?.remove();
        const added = this.entries.slice(this.count, count).map(entry => make('li', {}, this.show(entry)));
        this.list.append(...added);
        const left = this.entries.length - this.count;
        this.more.hidden = left === 0;
        this.more.textContent = `Show ${formatNumber(Math.min(left, LIST_STEP))} more of ${formatNumber(left)}`;
    }

    showMore() {
        const first = this.count;
        this.showFirst(first + LIST_STEP);
        // The button may be gone, and a reader goes on where the new entries begin.
        const link = /** @type {HTMLElement | null} */ (this.list.children[first]?.querySelector('a, button'));
        link?.focus();
    }
}

/**
 * A heading with the entries below it.
 * @template T
 * @param {string | HTMLElement} heading
 * @param {T[]} entries
 * @param {(entry: T) => HTMLElement} show
 * @param {string} name The class of the list.
 */
function listGroup(heading, entries, show, name) {
    return make('div', { class: 'group' },
        make('h3', {}, heading, ' ', make('span', { class: 'count' }, formatNumber(entries.length))),
        new GrowingList(entries, show, name).element);
}

/**
 * A customer's name, which opens its sheet.
 * @param {{ id: string, name?: string, domain?: string }} customer
 */
function customerLink(customer) {
    return make('a', { href: `#customer=${encodeURIComponent(customer.id)}`, class: 'customer', 'data-customer': customer.id }, isolated(nameOf(customer)));
}

/**
 * The entries by what they have in common, in the order in which it is first met.
 * @template T
 * @param {T[]} entries
 * @param {(entry: T) => string} key
 * @returns {Map<string, T[]>}
 */
function groupedBy(entries, key) {
    /** @type {Map<string, T[]>} */
    const groups = new Map();
    for (const entry of entries) {
        const group = groups.get(key(entry));
        if (group) group.push(entry);
        else groups.set(key(entry), [entry]);
    }

    return groups;
}
