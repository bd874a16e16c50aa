package io.futil.contract;

/**
 * An item that must only be carried, never looked at.
 */
final class PoisonItem {

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
