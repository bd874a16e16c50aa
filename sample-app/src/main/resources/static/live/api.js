// What the page asks the application. All of it is relative to where the page came from.

const TIMEOUT_MILLIS = 5000;

/** The report of the endpoint `fanout`. */
export function report() {
	return json('/actuator/fanout');
}

/** The members of the cluster, of which there are none without one. */
export function members() {
	return json('/members');
}

/** A meter of the endpoint `metrics`: its measurements by name, and the values of its tags. */
export async function meter(name, tag) {
	const query = tag ? `?tag=${encodeURIComponent(tag)}` : '';
	const { measurements, availableTags } = await json(`/actuator/metrics/${name}${query}`);
	return {
		values: Object.fromEntries(measurements.map(({ statistic, value }) => [statistic, value])),
		tags: Object.fromEntries(availableTags.map(({ tag: key, values }) => [key, values])),
	};
}

/** The names of all meters there are: to ask for one that is not there is an error. */
export async function meterNames() {
	return (await json('/actuator/metrics')).names;
}

export function start(load) {
	return json(`/loads/${encodeURIComponent(load)}`, { method: 'POST' });
}

export function resize(executor, size) {
	return json(`/actuator/fanout/${encodeURIComponent(executor)}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ size }),
	});
}

export function cancel(call) {
	return json(`/actuator/fanout/${encodeURIComponent(call)}`, { method: 'DELETE' });
}

/** The answer, or an error that says what the application said. */
async function json(path, options = {}) {
	const [response, text] = await answer(path, options);
	const body = response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : {};
	if (!response.ok) {
		const failure = new Error(body.detail ?? body.reason ?? `The application answered ${response.status}`);
		failure.status = response.status;
		throw failure;
	}
	return body;
}

async function answer(path, options) {
	try {
		const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MILLIS), ...options });
		return [response, await response.text()];
	}
	catch (failure) {
		const late = failure.name === 'TimeoutError';
		throw new Error(late ? `The application did not answer within ${TIMEOUT_MILLIS / 1000} s` : 'The application cannot be reached');
	}
}
