'use strict';

/**
 * Who wrote the report, where and when; at the top, whose it is.
 * @param {Report} report
 */
function showFoot(report) {
    const by = report.by ?? {};
    byId('about').replaceChildren(
        'Customer qualifications', by.partner ? ' of ' : '', isolated(by.partner) ?? '', ', ', dateElement(report.written, true) ?? '',
        by.environment === 'Sandbox' ? make('strong', { class: 'badge' }, 'Sandbox: none of this is real') : '');
    document.title = `Customer qualifications${by.partner ? ` of ${visibleText(by.partner)}` : ''}, ${formatDay(report.written)}`;
    byId('foot').replaceChildren(facts([
        ['Partner', isolated(by.partner)],
        ['Tenant', isolated(by.tenant)],
        ['Written by', isolated(by.user)],
        ['Environment', isolated(by.environment)],
        ['Written', dateElement(report.written, true)],
        ['Compared with', dateElement(report.since, true)],
        ['History from', report.history?.unreadable === undefined ? dateElement(report.history?.from) : isolated(`not read: ${report.history.unreadable}`)],
        ['Version', isolated(by.module)],
    ]));
}
