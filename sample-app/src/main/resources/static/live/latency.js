// How long tasks wait for a thread, and how long they run: the mean of the last seconds and the maximum.

import { meter, meterNames } from './api.js';
import { element, keep, say } from './dom.js';
import { duration, number } from './format.js';
import { chart } from './chart.js';

const WINDOW_SECONDS = 5;

const SHOWN_SECONDS = 60;

const EXECUTORS = ['io', 'cpu'];

const panels = [
	panel('futil.task.wait', 'Wait', 'From handing a worker to the executor until it starts.'),
	panel('futil.task', 'Run', 'One attempt of a task.'),
];

const present = new Set();

function panel(name, title, hint) {
	const body = element('tbody');
	const plot = element('div', { class: 'plot', 'aria-hidden': 'true' });
	document.getElementById('latency').append(element('div', { class: 'card', 'data-meter': name },
			element('div', { class: 'card-head' }, element('h3', {}, title), element('p', { class: 'hint' }, hint)),
			plot,
			element('table', {}, element('caption', { class: 'hidden' }, title),
					element('thead', {}, element('tr', {}, ...['Executor', `Mean of ${WINDOW_SECONDS} s`, 'Most of 2 min', 'Per second'].map(
							(text, column) => element('th', { scope: 'col', class: column ? 'number' : null }, text)))),
					body)));
	return { name, body, plot: chart(plot, EXECUTORS, SHOWN_SECONDS), readings: new Map(EXECUTORS.map((executor) => [executor, []])), history: [] };
}

/** Asks once, for the meters that are there by now. */
export async function askLatency() {
	if (present.size < panels.length) {
		(await meterNames()).filter((name) => panels.some((one) => one.name === name)).forEach((name) => present.add(name));
	}
	await Promise.all(panels.map(askPanel));
}

async function askPanel(one) {
	const now = performance.now() / 1000;
	const known = present.has(one.name) ? (await meter(one.name)).tags.executor ?? [] : [];
	const rows = await Promise.all(EXECUTORS.map(async (executor) => {
		const reading = known.includes(executor) ? (await meter(one.name, `executor:${executor}`)).values
			: { COUNT: 0, TOTAL_TIME: 0, MAX: 0 };
		return { executor, ...recent(one.readings.get(executor), { at: now, ...reading }) };
	}));
	one.history.push({ at: now, means: rows.map((row) => row.mean) });
	while (one.history[0].at < now - SHOWN_SECONDS - WINDOW_SECONDS) {
		one.history.shift();
	}
	one.plot.show(now, one.history);
	keep(one.body, rows, (row) => row.executor, makeRow, updateRow);
}

/** What happened between the newest reading and one that is some seconds old. */
function recent(readings, newest) {
	readings.push(newest);
	while (readings.length > 2 && readings[1].at <= newest.at - WINDOW_SECONDS) {
		readings.shift();
	}
	const oldest = readings[0];
	const tasks = newest.COUNT - oldest.COUNT;
	return {
		mean: (tasks > 0) ? 1000 * (newest.TOTAL_TIME - oldest.TOTAL_TIME) / tasks : null,
		max: 1000 * newest.MAX,
		rate: (tasks > 0) ? tasks / (newest.at - oldest.at) : 0,
	};
}

function makeRow({ executor }) {
	const cells = ['mean', 'max', 'rate'].map((name) => element('td', { class: 'number', 'data-value': name }));
	return { cells, root: element('tr', { 'data-executor': executor },
			element('th', { scope: 'row' }, element('span', { class: 'key', 'data-executor': executor, 'aria-hidden': 'true' }), executor), ...cells) };
}

function updateRow({ cells: [mean, max, rate] }, row) {
	say(mean, (row.mean === null) ? '–' : duration(row.mean));
	say(max, row.max ? duration(row.max) : '–');
	say(rate, row.rate ? number(Number(row.rate.toPrecision(3))) : '–');
}
