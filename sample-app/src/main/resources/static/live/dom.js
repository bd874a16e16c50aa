// The little that this page needs to build elements and to keep them.

/** An element with attributes, properties and children; what is text stays text. */
export function element(name, attributes = {}, ...children) {
	const made = document.createElement(name);
	set(made, attributes);
	made.append(...children);
	return made;
}

/** The same in SVG. */
export function drawing(name, attributes = {}, ...children) {
	const made = document.createElementNS('http://www.w3.org/2000/svg', name);
	set(made, attributes);
	made.append(...children);
	return made;
}

/** Sets attributes that have changed; null or false removes one. */
export function set(target, attributes) {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === undefined || value === false) {
			target.removeAttribute(name);
		}
		else if (target.getAttribute(name) !== String(value)) {
			target.setAttribute(name, value);
		}
	}
}

/** Sets a text that has changed, so that nothing is read out twice. */
export function say(target, text) {
	if (target.textContent !== text) {
		target.textContent = text;
	}
}

/**
 * Keeps one child per thing, so that focus and transitions survive an update: makes those that are new,
 * updates all, removes those that are gone, and keeps the order.
 */
export function keep(parent, things, key, make, update) {
	const known = parent.kept ?? (parent.kept = new Map());
	const wanted = new Set(things.map(key));
	for (const [id, child] of known) {
		if (!wanted.has(id)) {
			child.root.remove();
			known.delete(id);
		}
	}
	things.forEach((thing, index) => {
		const id = key(thing);
		let child = known.get(id);
		if (!child) {
			child = make(thing);
			known.set(id, child);
		}
		update(child, thing);
		if (parent.children[index] !== child.root) {
			parent.insertBefore(child.root, parent.children[index] ?? null);
		}
	});
}
