// A row for each member of the cluster; without a cluster there is nothing to see.

import { element, keep, say, set } from './dom.js';
import { count, number } from './format.js';

const STATES = { UP: 'up', SILENT: 'silent', DRAINING: 'stopping' };

export function showMembers(members) {
	document.getElementById('members-section').hidden = members.length === 0;
	say(document.getElementById('members-count'), members.length ? count(members.length, 'member') : '');
	keep(document.getElementById('members'), members, (member) => member.id, make, update);
}

function make({ name, local }) {
	const row = { state: element('span', { class: 'outcome' }) };
	const cells = ['running', 'queued', 'completed', 'inFlight'].map((key) => row[key] = element('td', { class: 'number' }));
	row.root = element('tr', { 'data-member': name, 'data-local': local ? '' : null },
			element('th', { scope: 'row' }, local ? `${name} (this one)` : name), element('td', {}, row.state), ...cells);
	return row;
}

function update(row, { state, running, capacity, queued, completed, inFlight }) {
	set(row.state, { 'data-state': state });
	say(row.state, STATES[state] ?? state);
	say(row.running, `${number(running)} of ${number(capacity)}`);
	say(row.queued, number(queued));
	say(row.completed, number(completed));
	say(row.inFlight, number(inFlight));
}
