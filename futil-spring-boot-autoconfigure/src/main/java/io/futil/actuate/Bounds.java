package io.futil.actuate;

/**
 * The sizes an executor may be given.
 *
 * @param min the least
 * @param max the most
 */
public record Bounds(int min, int max) {

	boolean include(int size) {
		return this.min <= size && size <= this.max;
	}

}
