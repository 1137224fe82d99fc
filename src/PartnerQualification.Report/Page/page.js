'use strict';

/** Shows the report. */
function showReport() {
    const report = readReport();
    const rows = rowsOf(report);
    byId('report').hidden = false;

    showFoot(report);
    showTiles(report);
    showChart(report);
    showDenied(rows);
    showReviews(rows);
    showCodes(report);
    showChanges(report, rows);
    showUnreadable(report);
    showParts(report);

    const everything = new Everything(report, rows);
    const sheet = new Sheet(report, () => everything.forgetCustomer());
    const follow = () => {
        const view = readAddress();
        everything.apply(view);
        sheet.show(view.customer);
    };
    document.addEventListener('click', event => openLink(event, everything));
    addEventListener('hashchange', () => {
        // An address without a view, such as that of a heading, changes nothing.
        if (location.hash.includes('=') || location.hash.length < 2) follow();
    });
    preparePrinting(everything);
    follow();
    if (location.hash.length > 1 && !location.hash.includes('=')) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/**
 * Links to parts of the page keep the address, and links to customers keep the filter in it.
 * @param {MouseEvent} event
 * @param {Everything} everything
 */
function openLink(event, everything) {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest?.('a[href^="#"]'));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { part, customer } = link.dataset;
    if (customer !== undefined) {
        event.preventDefault();
        location.hash = addressOf({ ...everything.view, customer });
    } else if (part !== undefined) {
        event.preventDefault();
        if (link.hash.includes('=')) location.hash = link.hash;
        goTo(part);
    }
}

try {
    showReport();
} catch (error) {
    byId('problem').hidden = false;
    byId('problem').textContent = `The data of this report cannot be shown. ${error instanceof Error ? error.message : error}`;
    throw error;
}
