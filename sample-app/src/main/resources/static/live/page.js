// Asks the application again and again, as long as somebody looks, and hands the answers to the parts of the page.

import { members, report } from './api.js';
import { say, set } from './dom.js';
import { showAbandoned } from './abandoned.js';
import { showExecutors } from './executors.js';
import { showFinished } from './finished.js';
import { askLatency } from './latency.js';
import { offerLoads } from './loads.js';
import { showMembers } from './members.js';
import { showRunning } from './running.js';

const EVERY_MILLIS = 500;

const AFTER_A_FAILURE_MILLIS = 2000;

const connection = document.getElementById('connection');

function state(name, text) {
	set(connection, { 'data-state': name });
	say(connection, text);
}

/** Does one thing after the other for ever, but not while the page is hidden. */
function whileSeen(ask, everyMillis) {
	let waiting = 0;
	let asking = false;
	const again = async () => {
		waiting = 0;
		if (asking || document.hidden) {
			return;
		}
		asking = true;
		const ok = await ask();
		asking = false;
		clearTimeout(waiting);
		waiting = setTimeout(again, ok ? everyMillis : AFTER_A_FAILURE_MILLIS);
	};
	document.addEventListener('visibilitychange', () => {
		clearTimeout(waiting);
		again();
	});
	return again;
}

async function calls() {
	try {
		const latest = await report();
		showExecutors(latest.executors);
		showRunning(latest.running);
		showAbandoned(latest.abandoned);
		showFinished(latest.finished);
		if (!document.hidden) {
			state('live', 'Live');
		}
		return true;
	}
	catch (failure) {
		state('lost', `${failure.message}. Trying again.`);
		return false;
	}
}

/** What fails here is said by the calls, which fail as well. */
function quietly(ask) {
	return async () => {
		try {
			await ask();
			return true;
		}
		catch {
			return false;
		}
	};
}

document.addEventListener('visibilitychange', () => {
	if (document.hidden) {
		state('paused', 'Paused');
	}
});

offerLoads();
whileSeen(calls, EVERY_MILLIS)();
whileSeen(quietly(askLatency), 2 * EVERY_MILLIS)();
whileSeen(quietly(async () => showMembers(await members())), 2 * EVERY_MILLIS)();
