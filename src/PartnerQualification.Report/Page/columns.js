'use strict';

/**
 * A column of the table.
 * @typedef {object} Column
 * @property {string} name Stands in the address, and in the class of the column's cells.
 * @property {string} text
 * @property {boolean} [isNumber] Whether its values are numbers (or times), and not text.
 * @property {(row: Row) => string | number | undefined} value What it is sorted by.
 * @property {(row: Row) => (Node | string | undefined)} show
 */

/**
 * The columns of the table.
 * @param {Report} report
 * @returns {Column[]}
 */
function columnsOf(report) {
    /** @type {Column[]} */
    const columns = [
        { name: 'customer', text: 'Customer', value: row => nameOf(row.customer), show: row => customerLink(row.customer) },
        { name: 'domain', text: 'Domain', value: row => row.customer.domain, show: row => isolated(row.customer.domain) },
        { name: 'qualification', text: 'Qualification', value: row => row.held && qualificationWord(row.held.qualification), show: row => isolated(qualificationWord(row.held?.qualification)) },
        { name: 'status', text: 'Status', value: row => row.held && statusWord(row.held.status), show: row => row.held && statusElement(row.held.status) },
        { name: 'date', text: 'Requested', isNumber: true, value: row => timeOf(row.held?.date), show: row => dateElement(row.held?.date) },
        { name: 'days', text: 'Days', isNumber: true, value: row => row.held?.days, show: row => row.held?.days === undefined ? '' : formatNumber(row.held.days) },
        { name: 'requests', text: 'Requests', isNumber: true, value: row => row.held?.requests, show: row => row.held && requestsText(row.held) },
        { name: 'reason', text: 'Reason', value: row => row.held?.reason, show: row => isolated(row.held?.reason) },
    ];
    if (report.since !== undefined) {
        columns.push({ name: 'change', text: 'Change', value: row => row.held?.change && wordFor(CHANGE_WORDS, row.held.change), show: row => isolated(row.held?.change && wordFor(CHANGE_WORDS, row.held.change)) });
    }

    return columns;
}
