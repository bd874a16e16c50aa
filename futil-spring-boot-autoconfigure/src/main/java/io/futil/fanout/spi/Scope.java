package io.futil.fanout.spi;

/**
 * Something that is in force on a thread until it is closed there.
 */
@FunctionalInterface
public interface Scope extends AutoCloseable {

	/** Nothing is. */
	Scope NONE = () -> {
	};

	@Override
	void close();

}
