'use strict';

/** The sheet of one customer: all that is known of it, over the page. */
class Sheet {
    /**
     * @param {Report} report
     * @param {() => void} closed Called when the reader has closed it.
     */
    constructor(report, closed) {
        this.report = report;
        this.customers = new Map((report.customers ?? []).map(customer => [customer.id, customer]));
        /** @type {HTMLDialogElement} */
        this.dialog = byId('sheet');
        this.dialog.addEventListener('close', closed);
        this.dialog.addEventListener('click', event => {
            // The dialog itself is met only outside of what it holds.
            if (event.target === this.dialog) this.dialog.close();
        });
    }

    /**
     * Shows a customer, or closes the sheet.
     * @param {string | undefined} id
     */
    show(id) {
        if (id === undefined) {
            if (this.dialog.open) this.dialog.close();
            return;
        }

        const customer = this.customers.get(id);
        this.dialog.replaceChildren(make('div', { class: 'sheet' },
            make('button', { type: 'button', class: 'close', onclick: () => this.dialog.close() }, 'Close'),
            ...(customer ? this.content(customer) : [make('h2', { id: 'sheet-name', tabindex: -1, autofocus: true }, 'Not in this report'), make('p', {}, 'No customer of this report has the id ', isolated(id), '.')])));
        if (!this.dialog.open) this.dialog.showModal();
        this.dialog.scrollTop = 0;
    }

    /**
     * @param {Customer} customer
     * @returns {HTMLElement[]}
     */
    content(customer) {
        const qualifications = customer.qualifications ?? [];
        return [
            make('h2', { id: 'sheet-name', tabindex: -1, autofocus: true }, isolated(nameOf(customer))),
            facts([['Domain', isolated(customer.domain)], ['Id', isolated(customer.id)]]),
            make('h3', {}, qualifications.length > 1 ? 'Qualifications' : 'Qualification'),
            ...(qualifications.length ? qualifications.map(held => qualificationElement(held, customer)) : [make('p', {}, 'This customer has no qualification.')]),
            make('h3', {}, 'What may be sold'),
            ...this.sales(qualifications),
            make('h3', {}, 'History'),
            ...this.history(customer),
        ];
    }

    /** @param {Qualification[]} qualifications */
    sales(qualifications) {
        const held = qualifications.filter(isHeld).map(({ qualification }) => qualification);
        const listed = this.report.sales ?? [];
        // Two that are listed as a pair have one rule; other combinations are not listed, and each says its own.
        const pair = listed.filter(({ qualification }) => held.length > 1 && sameNames(qualification.split('+'), held));
        const rules = pair.length ? pair : (held.length ? held : ['']).flatMap(name => listed.filter(({ qualification }) => qualification === name));
        if (!rules.length) return [make('p', { class: 'quiet' }, 'Nothing is known of what this qualification lets and forbids to sell.')];
        return rules.map(({ qualification, can, cannot }) => facts([
            ...(rules.length > 1 ? [/** @type {[string, Node]} */ (['With', make('b', {}, qualificationWord(qualification))])] : []),
            ['May be sold', isolated(can)],
            ['May not be sold', isolated(cannot)],
        ]));
    }

    /** @param {Customer} customer */
    history(customer) {
        const { history } = this.report;
        if (!history) return [make('p', { class: 'quiet' }, 'The history was not read.')];
        if (history.unreadable !== undefined) return [make('p', {}, 'The history could not be read: ', isolated(history.unreadable))];
        const entries = customer.history ?? [];
        const from = history.from ? make('p', { class: 'quiet' }, 'The records reach back to ', dateElement(history.from), '.') : undefined;
        const list = entries.length
            ? make('ol', { class: 'history' }, ...entries.map(({ date, user, text }) => make('li', {},
                make('span', { class: 'quiet' }, dateElement(date, true), user ? ', ' : '', isolated(user)), make('span', {}, isolated(text)))))
            : make('p', {}, 'Nothing was requested in that time.');
        return [list, ...(from ? [from] : [])];
    }
}

/**
 * @param {Qualification} held
 * @param {Customer} customer
 */
function qualificationElement(held, customer) {
    return make('div', { class: 'held' },
        make('p', { class: 'held-top' }, make('b', {}, isolated(qualificationWord(held.qualification))), statusElement(held.status)),
        facts([
            ['Reason', isolated(held.reason)],
            ['Requested', dateElement(held.date, true)],
            ['In review for', held.days === undefined ? undefined : formatCount(held.days, 'business day')],
            ['Requests known', requestsText(held)],
            ['Change', held.change && make('span', { class: 'change' }, isolated(wordFor(CHANGE_WORDS, held.change)), ...(held.was === undefined ? [] : [', was ', statusElement(held.was)]))],
            ['To correct', isolated(held.correct)],
        ]),
        held.again ? commandElement(held.again, nameOf(customer)) : undefined);
}

/**
 * Names with their values; those without a value are left out.
 * @param {[string, Node | string | undefined][]} pairs
 */
function facts(pairs) {
    return make('dl', { class: 'facts' }, ...pairs.filter(([, value]) => value).map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}

/**
 * @param {string[]} a
 * @param {string[]} b
 */
function sameNames(a, b) {
    return a.length === b.length && a.every(name => b.includes(name));
}
