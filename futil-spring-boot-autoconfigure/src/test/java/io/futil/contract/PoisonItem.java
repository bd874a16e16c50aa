package io.futil.contract;

/**
 * An item that must only be carried, never looked at: it fails whoever asks it for more
 * than its place.
 *
 * @param place where it is in the input
 */
record PoisonItem(int place) {

	@Override
	public boolean equals(Object other) {
		throw new UnsupportedOperationException("equals of an item");
	}

	@Override
	public int hashCode() {
		throw new UnsupportedOperationException("hashCode of an item");
	}

	@Override
	public String toString() {
		throw new UnsupportedOperationException("toString of an item");
	}

}
