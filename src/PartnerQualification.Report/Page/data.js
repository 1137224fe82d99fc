'use strict';

/**
 * What is known of one qualification of a customer. docs/report.md describes every member.
 * @typedef {object} Qualification
 * @property {string} qualification
 * @property {string} [status]
 * @property {string} [reason]
 * @property {string} [date]
 * @property {number} [days] Business days in review.
 * @property {number} [requests]
 * @property {boolean} [atLeast] There may be more requests than the known ones.
 * @property {string} [correct]
 * @property {string} [again]
 * @property {string} [change]
 * @property {string} [was]
 *
 * @typedef {object} Customer
 * @property {string} id
 * @property {string} [name]
 * @property {string} [domain]
 * @property {Qualification[]} [qualifications]
 * @property {{ date?: string, user?: string, text?: string }[]} [history]
 *
 * @typedef {object} Summary
 * @property {number} customers
 * @property {number} [unqualified]
 * @property {number} [unreadable]
 * @property {number} [denied]
 * @property {number} [inReview]
 * @property {number} [waiting]
 * @property {number} [changed]
 * @property {number} [gone]
 * @property {{ qualification: string, statuses: { status?: string, count: number }[] }[]} [byQualification]
 *
 * @typedef {object} Report
 * @property {number} format
 * @property {string} written
 * @property {{ module?: string, partner?: string, tenant?: string, user?: string, environment?: string }} [by]
 * @property {string} [since]
 * @property {{ from?: string, unreadable?: string }} [history]
 * @property {{ qualification: string, can?: string, cannot?: string }[]} [sales]
 * @property {Customer[]} [customers]
 * @property {{ id?: string, name?: string, domain?: string, error?: string, message?: string, remedy?: string }[]} [unreadable]
 * @property {{ id: string, name?: string, domain?: string, qualification?: string, was?: string }[]} [gone]
 * @property {{ id?: string, organization?: string, max?: number, remaining?: number }[]} [codes]
 * @property {string} [codesUnreadable]
 * @property {Summary} summary
 *
 * A row of the table: a customer with one of its qualifications, or with none.
 * @typedef {object} Row
 * @property {Customer} customer
 * @property {Qualification | undefined} held
 * @property {string} searched What the filter looks for its words in.
 */

const DATA_FORMAT = 1;

/** @returns {Report} */
function readReport() {
    const report = JSON.parse(byId('data').textContent);
    if (report.format !== DATA_FORMAT) throw new Error(`Their format is ${report.format}, and this page reads ${DATA_FORMAT}.`);
    return report;
}

/**
 * @param {Report} report
 * @returns {Row[]}
 */
function rowsOf(report) {
    /** @type {Row[]} */
    const rows = [];
    for (const customer of report.customers ?? []) {
        const held = customer.qualifications?.length ? customer.qualifications : [undefined];
        for (const qualification of held) rows.push({ customer, held: qualification, searched: searchedText(customer, qualification) });
    }

    return rows;
}

/**
 * The name that a customer goes by.
 * @param {{ id?: string, name?: string, domain?: string }} customer
 */
function nameOf(customer) {
    return customer.name || customer.domain || customer.id || 'Customer without a name';
}
