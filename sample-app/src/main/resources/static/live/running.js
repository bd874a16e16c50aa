// A bar for each call that runs.

import { cancel } from './api.js';
import { element, keep, say, set } from './dom.js';
import { age, count, number, words } from './format.js';
import { tell } from './loads.js';

const MOST_SHOWN = 8;

/** Those that have just begun are counted only: most are gone before they can be read. */
const SHOWN_FROM_MILLIS = 500;

export function showRunning(calls) {
	const shown = calls.filter((call) => call.ageMillis >= SHOWN_FROM_MILLIS).slice(0, MOST_SHOWN);
	keep(document.getElementById('running'), shown, (call) => call.id, make, update);
	document.getElementById('running-none').hidden = calls.length > 0;
	const all = number(calls.length);
	say(document.getElementById('running-count'), (calls.length > shown.length) ? `${all}, of which ${shown.length} shown` : all);
}

function make(call) {
	const row = {};
	row.fill = element('span');
	row.bar = element('div', { class: 'bar', role: 'progressbar', 'aria-label': `Progress of ${call.operation}`, 'aria-valuemin': 0 }, row.fill);
	row.facts = element('p', { class: 'facts' });
	row.button = element('button', { type: 'button', 'aria-label': `Cancel ${call.operation}` }, 'Cancel');
	row.button.addEventListener('click', () => stop(row.button, call));
	row.root = element('li', { class: 'call', 'data-operation': call.operation, 'data-executor': call.executor },
			element('div', { class: 'call-head' },
					element('p', {}, element('strong', {}, call.operation), ' ',
							element('span', { class: 'hint' }, `${words(call.verb)} on ${call.executor}`)),
					row.button),
			row.bar, row.facts);
	return row;
}

function update(row, call) {
	const known = call.total >= 0;
	const share = known ? 100 * call.done / Math.max(1, call.total) : 100;
	row.fill.style.width = `${share}%`;
	set(row.bar, {
		'data-unknown': known ? null : '',
		'aria-valuenow': known ? call.done : null,
		'aria-valuemax': known ? Math.max(call.total, call.done, 1) : null,
		'aria-valuetext': done(call),
	});
	const facts = [done(call)];
	if (call.failed) {
		facts.push(`${number(call.failed)} failed`);
	}
	if (call.retries) {
		facts.push(count(call.retries, 'retry', 'retries'));
	}
	facts.push(`for ${age(call.ageMillis)}`);
	if (call.remainingMillis !== undefined && call.remainingMillis !== null) {
		facts.push(`${age(Math.max(0, call.remainingMillis))} left`);
	}
	say(row.facts, facts.join(' · '));
}

function done({ done: ended, total }) {
	return (total >= 0) ? `${number(ended)} of ${number(total)}` : `${number(ended)} so far`;
}

async function stop(button, call) {
	button.disabled = true;
	try {
		await cancel(call.id);
		tell(`${call.operation}: cancelled.`);
	}
	catch (failure) {
		button.disabled = false;
		tell(`${call.operation}: ${(failure.status === 404) ? 'had ended already' : failure.message}.`, true);
	}
}
