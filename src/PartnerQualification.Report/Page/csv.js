'use strict';

// The names of this module's own output: what is piped from this file is known to say what a customer has, not what to request.
/** @type {[string, (row: Row) => string | number | undefined][]} */
const CSV_COLUMNS = [
    ['CustomerId', row => row.customer.id],
    ['CompanyName', row => row.customer.name],
    ['Domain', row => row.customer.domain],
    ['Qualification', row => row.held?.qualification],
    ['VettingStatus', row => row.held?.status],
    ['VettingReason', row => row.held?.reason],
    ['VettingCreatedDate', row => row.held?.date],
    ['BusinessDays', row => row.held?.days],
    ['KnownRequests', row => row.held && requestsText(row.held)],
    ['Correct', row => row.held?.correct],
    ['Change', row => row.held?.change],
    ['Was', row => row.held?.was],
];

/**
 * A cell: quoted, and with an apostrophe in front of what a spreadsheet would take for a formula.
 * @param {string | number | undefined} value
 */
function csvCell(value) {
    const text = String(value ?? '');
    const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
}

/** @param {Row[]} rows */
function csvText(rows) {
    const lines = rows.map(row => CSV_COLUMNS.map(([, value]) => csvCell(value(row))).join(','));
    return [CSV_COLUMNS.map(([name]) => csvCell(name)).join(','), ...lines, ''].join('\r\n');
}

/**
 * Hands the rows to the reader as a file.
 * @param {Row[]} rows
 * @param {string} written When the report was written.
 */
function downloadCsv(rows, written) {
    // Spreadsheets know UTF-8 by its mark.
    const address = URL.createObjectURL(new Blob(['\ufeff', csvText(rows)], { type: 'text/csv;charset=utf-8' }));
    make('a', { href: address, download: `qualifications-${written.slice(0, 10)}.csv` }).click();
    URL.revokeObjectURL(address);
}
