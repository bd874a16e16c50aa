// A line for each executor over the last minute, on a logarithmic scale: a wait may be a microsecond or ten seconds.

import uPlot from '/webjars/uplot/dist/uPlot.esm.js';
import { duration } from './format.js';

const HEIGHT = 150;

const NOTHING = [0.1, 1000];

/** A colour of the style sheet, which has one for light and one for dark. */
function colour(name) {
	return () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Whole powers of ten around what there is. */
function decades(plot, least, most) {
	if (!(least > 0)) {
		return NOTHING;
	}
	const low = Math.floor(Math.log10(least));
	return [10 ** low, 10 ** Math.max(low + 1, Math.ceil(Math.log10(most)))];
}

function axis(more) {
	return {
		stroke: colour('--muted'),
		font: '12px system-ui, sans-serif',
		grid: { stroke: colour('--line'), width: 1 },
		ticks: { show: false },
		...more,
	};
}

export function chart(parent, names, seconds) {
	const plot = new uPlot({
		width: Math.max(200, parent.clientWidth),
		height: HEIGHT,
		padding: [8, 16, 0, 0],
		legend: { show: false },
		cursor: { show: false },
		scales: { x: { time: false, range: [-seconds, 0] }, y: { distr: 3, range: decades } },
		axes: [
			axis({ size: 30, gap: 8, space: 60, values: (self, splits) => splits.map((split) => split ? `${-split} s` : 'now') }),
			axis({ size: 58, space: 24, values: (self, splits) => splits.map((split) => Number.isInteger(Math.round(1e6 * Math.log10(split)) / 1e6) ? duration(split) : '') }),
		],
		series: [{}, ...names.map((name, index) => ({
			label: name,
			stroke: colour(`--${name}`),
			width: 2,
			dash: index ? [6, 4] : [],
			points: { show: false },
		}))],
	}, [[-seconds, 0], ...names.map(() => [null, null])], parent);
	new ResizeObserver(() => {
		if (parent.clientWidth > 0) {
			plot.setSize({ width: parent.clientWidth, height: HEIGHT });
		}
	}).observe(parent);
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plot.redraw(false, true));
	return {
		show(now, history) {
			plot.setData([history.map(({ at }) => at - now), ...names.map((name, index) => history.map(({ means }) => means[index]))]);
		},
	};
}
