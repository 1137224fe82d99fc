'use strict';

/**
 * What the address remembers, after the #: the filter, the order, and the customer whose sheet is open.
 * @typedef {Filter & { sort: string | undefined, customer: string | undefined }} View
 */

/** @returns {View} */
function readAddress() {
    const remembered = new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
    return {
        text: remembered.get('text') ?? '',
        qualification: remembered.get('qualification') ?? undefined,
        status: remembered.get('status') ?? undefined,
        sort: remembered.get('sort') ?? undefined,
        customer: remembered.get('customer') ?? undefined,
    };
}

/**
 * The view as it stands after the #.
 * @param {View} view
 */
function addressOf(view) {
    const remembered = new URLSearchParams();
    for (const [key, value] of Object.entries(view)) {
        if (value !== undefined && !(key === 'text' && value === '')) remembered.set(key, value);
    }

    return `#${remembered}`;
}

/**
 * Changes the address without a new entry in the browser's history.
 * @param {View} view
 */
function replaceAddress(view) {
    const address = addressOf(view);
    if (address === (location.hash || '#')) return;
    try {
        history.replaceState(null, '', address);
    } catch {
        // A browser refuses many changes in a short time. The next one gets through.
    }
}
