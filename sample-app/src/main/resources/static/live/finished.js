// The calls that have ended: as a timeline of the last minute, one line per operation, and the last ones as a table.

import { element, keep, say, set } from './dom.js';
import { count, duration, number, time, words } from './format.js';

const SPAN_MILLIS = 60_000;

const LINES = 6;

const ROWS = 8;

/** The report has the last 50; what was there before is remembered for as long as the line shows it. */
const seen = new Map();

export function showFinished(calls) {
	const now = Date.now();
	for (const call of calls) {
		if (!seen.has(call.id)) {
			const started = Date.parse(call.started);
			seen.set(call.id, { ...call, started, ended: started + call.elapsedMillis });
		}
	}
	for (const [id, call] of seen) {
		if (call.ended < now - SPAN_MILLIS && !calls.some((one) => one.id === id)) {
			seen.delete(id);
		}
	}
	showLines(now);
	showTable(calls);
}

function showLines(now) {
	const recent = [...seen.values()].filter((call) => call.ended > now - SPAN_MILLIS);
	const operations = new Map();
	for (const call of recent) {
		operations.set(call.operation, [...(operations.get(call.operation) ?? []), call]);
	}
	const lines = [...operations].map(([operation, its]) => ({ operation, its }))
		.sort((a, b) => a.operation.localeCompare(b.operation))
		.slice(0, LINES);
	const timeline = document.getElementById('timeline');
	timeline.hidden = lines.length === 0;
	if (lines.length) {
		lines.push({ axis: true });
	}
	keep(timeline, lines, (line) => line.operation ?? ' axis', makeLine, (line, { its }) => its && updateLine(line, its, now));
}

function makeLine({ operation, axis }) {
	if (axis) {
		return { root: element('div', { class: 'axis' }, element('span'), element('div', {},
				...['60 s ago', '45', '30', '15', 'now'].map((text) => element('span', {}, text)))) };
	}
	const strip = element('div', { class: 'strip' });
	return { strip, root: element('div', { class: 'line' }, element('span', {}, operation), strip) };
}

function updateLine(line, calls, now) {
	keep(line.strip, calls, (call) => call.id, makeBar, ({ root }, call) => {
		const from = Math.max(0, 1 - (now - call.started) / SPAN_MILLIS);
		const to = Math.min(1, 1 - (now - call.ended) / SPAN_MILLIS);
		root.style.left = `${100 * from}%`;
		root.style.width = `${100 * Math.max(0, to - from)}%`;
	});
}

function makeBar(call) {
	return { root: element('span', { 'data-outcome': call.outcome,
		title: `${call.operation}: ${words(call.outcome)} after ${duration(call.elapsedMillis)}, ${count(call.done, 'task')} done` }) };
}

function showTable(calls) {
	document.getElementById('finished-none').hidden = calls.length > 0;
	document.getElementById('finished-scroll').hidden = calls.length === 0;
	keep(document.getElementById('finished'), calls.slice(0, ROWS), (call) => call.id, makeRow, () => {});
}

function makeRow(call) {
	const ended = Date.parse(call.started) + call.elapsedMillis;
	const cells = [time(ended), call.operation, call.executor].map((text) => element('td', {}, text));
	const outcome = element('td', {}, element('span', { class: 'outcome', 'data-outcome': call.outcome }, words(call.outcome)));
	const numbers = [duration(call.elapsedMillis),
		(call.total >= 0) ? `${number(call.done)} of ${number(call.total)}` : number(call.done),
		number(call.failed), number(call.retries)].map((text) => element('td', { class: 'number' }, text));
	return { root: element('tr', { 'data-operation': call.operation }, ...cells, outcome, ...numbers) };
}
