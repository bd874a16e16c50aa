// A card for each executor: how much of it is in use, what waits for it, and how large it is to be.

import { resize } from './api.js';
import { drawing, element, keep, say, set } from './dom.js';
import { count, number } from './format.js';
import { tell } from './loads.js';

const ARC = 'M 12 62 A 48 48 0 0 1 108 62';

const KINDS = {
	platform: 'platform threads',
	virtual: 'virtual threads',
	cluster: 'members of the cluster',
	foreign: 'an executor of the application',
};

export function showExecutors(executors) {
	keep(document.getElementById('executors'), executors, (executor) => executor.name, make, update);
}

function make({ name, resize: bounds }) {
	const card = { name };
	const heading = element('h3', { id: `executor-${name}` }, name);
	card.kind = element('p', { class: 'hint' });
	card.active = arc('active');
	card.abandoned = arc('abandoned');
	card.number = element('strong');
	card.limit = element('span');
	card.gauge = element('div', { class: 'gauge', role: 'meter', 'aria-label': `Threads of ${name} in use`, 'aria-valuemin': 0 },
			drawing('svg', { viewBox: '0 0 120 70', 'aria-hidden': 'true', focusable: 'false' },
					arc('track', 100), card.active, card.abandoned),
			element('p', { 'aria-hidden': 'true' }, card.number, card.limit));
	card.queue = element('dd');
	card.queueBar = element('span');
	card.left = element('dd');
	const facts = element('dl', {},
			element('div', {}, element('dt', {}, 'Waiting'), card.queue),
			element('div', {}, element('dt', {}, 'Abandoned'), card.left));
	card.root = element('li', { class: 'card', 'data-executor': name, 'aria-labelledby': heading.id },
			element('div', { class: 'card-head' }, heading, card.kind),
			element('div', { class: 'card-body' }, card.gauge, facts),
			element('div', { class: 'thin', 'aria-hidden': 'true' }, card.queueBar));
	if (bounds) {
		card.slider = slider(name, bounds);
		card.root.append(card.slider.root);
	}
	return card;
}

function arc(kind, length = 0) {
	return drawing('path', { d: ARC, class: kind, pathLength: 100, 'stroke-dasharray': `${length} 200` });
}

function update(card, executor) {
	const { active, abandoned, concurrency, queued, queueCapacity } = executor;
	const most = concurrency ?? Math.max(active, 1);
	const left = Math.min(abandoned, active);
	say(card.kind, KINDS[executor.kind] ?? executor.kind);
	stretch(card.active, 0, 100 * (active - left) / most);
	stretch(card.abandoned, 100 * (active - left) / most, 100 * left / most);
	say(card.number, number(active));
	say(card.limit, concurrency ? ` of ${number(concurrency)} active` : ' active');
	set(card.gauge, {
		'aria-valuenow': active,
		'aria-valuemax': Math.max(most, active),
		'aria-valuetext': `${number(active)}${concurrency ? ` of ${number(concurrency)}` : ''} active, ${number(abandoned)} abandoned`,
	});
	say(card.queue, waiting(queued, queueCapacity));
	card.queueBar.style.width = `${Math.min(100, 100 * (queued ?? 0) / (queueCapacity || 1))}%`;
	say(card.left, abandoned ? count(abandoned, 'task') : 'none');
	set(card.left, { class: abandoned ? 'bad' : null });
	card.slider?.show(concurrency);
}

function waiting(queued, capacity) {
	if (queued === undefined || queued === null) {
		return 'not known';
	}
	return capacity ? `${number(queued)} of ${number(capacity)}` : number(queued);
}

function stretch(path, from, length) {
	const share = Math.max(0, Math.min(100, length));
	set(path, { 'stroke-dasharray': `${share} 200`, 'stroke-dashoffset': -from, visibility: share ? null : 'hidden' });
}

/** Sends the size when the reader lets go; until it has arrived the report does not move the slider back. */
function slider(name, { min, max }) {
	const input = element('input', { type: 'range', id: `size-${name}`, min, max, step: 1 });
	const output = element('output', { for: input.id });
	let busy = 0;
	const show = (size) => {
		if (!busy) {
			input.value = size;
			say(output, String(size));
		}
	};
	let turned = false;
	input.addEventListener('input', () => {
		if (!turned) {
			turned = true;
			busy++;
		}
		say(output, input.value);
	});
	// A slider that comes back to where it was has not changed, and need not be held.
	const leave = () => {
		busy -= turned ? 1 : 0;
		turned = false;
	};
	input.addEventListener('pointerup', leave);
	input.addEventListener('blur', leave);
	input.addEventListener('change', async () => {
		const size = Number(input.value);
		leave();
		busy++;
		try {
			const { oldSize, newSize } = await resize(name, size);
			tell(`${name}: ${oldSize} to ${count(newSize, 'thread')}.`);
		}
		catch (failure) {
			tell(`${name}: ${failure.message}.`, true);
		}
		finally {
			busy--;
		}
	});
	const root = element('div', { class: 'size' },
			element('label', { for: input.id }, 'Threads'), input, output);
	return { root, show };
}
