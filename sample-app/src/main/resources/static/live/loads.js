// The buttons that start something, and the line that says what became of it.

import { start } from './api.js';
import { say, set } from './dom.js';

const message = document.getElementById('message');

/** Says something once, politely. */
export function tell(text, failed = false) {
	set(message, { 'data-failed': failed ? '' : null });
	// What is said twice in a row is heard twice only if it was gone in between.
	say(message, '');
	requestAnimationFrame(() => say(message, text));
}

export function offerLoads() {
	document.getElementById('loads').addEventListener('click', async ({ target }) => {
		const button = target.closest('button');
		if (!button) {
			return;
		}
		try {
			await start(button.dataset.load);
			tell(`${button.textContent}: started.`);
		}
		catch (failure) {
			tell(`${button.textContent}: ${failure.message}.`, true);
		}
	});
}
