// What still runs though nobody waits for it, and where.

import { element, keep, say } from './dom.js';
import { age, number } from './format.js';

const section = document.getElementById('abandoned-section');

export function showAbandoned(tasks) {
	section.hidden = tasks.length === 0;
	say(document.getElementById('abandoned-count'), tasks.length ? number(tasks.length) : '');
	keep(document.getElementById('abandoned'), tasks, (task) => `${task.executor} ${task.thread}`, make, update);
}

function make(task) {
	const row = {};
	row.since = element('span');
	row.stack = element('pre', { tabindex: 0, 'aria-label': `Stack of ${task.thread || task.operation}` });
	row.root = element('li', { 'data-operation': task.operation },
			element('details', {},
					element('summary', {}, element('strong', {}, task.operation), ` on ${task.executor}, thread ${task.thread || 'without a name'}, `, row.since),
					row.stack));
	return row;
}

function update(row, task) {
	say(row.since, `for ${age(task.sinceMillis)}`);
	say(row.stack, task.stack.join('\n') || 'Not known');
}
