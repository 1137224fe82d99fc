'use strict';

/**
 * Makes an element. What is given as a child is text or a node, never markup.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] A name that begins with "on" takes a listener; undefined, null and false leave an attribute out.
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith('on')) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
        else element.setAttribute(key, value === true ? '' : String(value));
    }

    element.append(...children.filter(child => child !== undefined && child !== ''));
    return element;
}

/**
 * Text that comes from the service: whatever its direction, what stands beside it keeps its own.
 * @param {string | undefined} text
 * @returns {HTMLElement | undefined}
 */
function isolated(text) {
    return text ? make('bdi', {}, visibleText(text)) : undefined;
}

/**
 * The text without what cannot be seen and changes how the rest is shown: control characters, and marks that override a direction.
 * @param {string} text
 */
function visibleText(text) {
    return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/**
 * The element with this id, which page.html has.
 * @param {string} id
 * @returns {any}
 */
function byId(id) {
    return document.getElementById(id);
}

/**
 * The place in a section of page.html where its content goes.
 * @param {string} section
 * @returns {HTMLElement}
 */
function contentOf(section) {
    return byId(section).querySelector('.content');
}

/**
 * Shows a part of the page and puts the keyboard there, without changing the address, which remembers the filter.
 * @param {string} section
 */
function goTo(section) {
    byId(`${section}-heading`).focus({ preventScroll: true });
    byId(section).scrollIntoView();
}
