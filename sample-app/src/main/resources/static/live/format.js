// Numbers as people read them.

/** Milliseconds, with three digits at most and the unit that fits. */
export function duration(millis) {
	if (millis < 0.9995) {
		return `${digits(millis * 1000)}\u00a0µs`;
	}
	if (millis < 999.5) {
		return `${digits(millis)}\u00a0ms`;
	}
	if (millis < 59_950) {
		return `${digits(millis / 1000)}\u00a0s`;
	}
	const seconds = Math.round(millis / 1000);
	return `${Math.floor(seconds / 60)}\u00a0min\u00a0${seconds % 60}\u00a0s`;
}

/** An age, which nobody needs to the millisecond. */
export function age(millis) {
	return (millis < 60_000) ? `${(millis / 1000).toFixed(1)}\u00a0s` : duration(millis);
}

export function number(value) {
	return value.toLocaleString('en-US');
}

export function time(millis) {
	return new Date(millis).toLocaleTimeString('en-GB');
}

/** One of many: `3 tasks`. */
export function count(value, one, many = `${one}s`) {
	return `${number(value)} ${(value === 1) ? one : many}`;
}

/** A verb of the API in words: `asCompleted` is `as completed`. */
export function words(verb) {
	return verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
}

function digits(value) {
	return String(Number(value.toPrecision(value < 100 ? 2 : 3)));
}
