package io.futil.cluster;

/**
 * The bytes that announce a value with parts; a {@link Leaf} has its own.
 */
final class Tag {

	static final int NULL = 0;

	static final int LIST = 1;

	static final int SET = 2;

	static final int MAP = 3;

	static final int OPTIONAL = 4;

	static final int ENUM = 5;

	static final int RECORD = 6;

	static final int ARRAY = 7;

	/** How deep values may be nested in each other. */
	static final int MAX_DEPTH = 100;

	private Tag() {
	}

}
