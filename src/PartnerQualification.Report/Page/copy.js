'use strict';

/**
 * A command to read, with a button that copies it.
 * @param {string} command
 * @param {string} name The customer it is for.
 */
function commandElement(command, name) {
    const code = make('code', { dir: 'ltr' }, command);
    const button = make('button', { type: 'button', 'aria-label': `Copy the command for ${visibleText(name)}`, onclick: () => copy(code, button), onblur: () => button.replaceChildren('Copy') }, 'Copy');
    return make('div', { class: 'command' }, code, button);
}

/**
 * Copies the text of an element. Where a browser does not let a page do that, the text is selected for the reader to copy.
 * @param {HTMLElement} source
 * @param {HTMLElement} button
 */
async function copy(source, button) {
    const done = (await copyByClipboard(source.textContent ?? '')) || copyBySelection(source);
    button.replaceChildren(done ? 'Copied' : 'Selected');
    byId('copied').textContent = done ? 'The command is copied.' : 'The command is selected. Press Ctrl+C to copy it.';
}

/** @param {string} text */
async function copyByClipboard(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        // A file that was opened from a disk has no clipboard in some browsers, and a reader may refuse it in all.
        return false;
    }
}

/** @param {HTMLElement} source */
function copyBySelection(source) {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
}
