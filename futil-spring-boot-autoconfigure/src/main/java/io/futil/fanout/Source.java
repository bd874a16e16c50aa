package io.futil.fanout;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of a call come from. Claimed from by many workers at once; each task is
 * handed out once.
 *
 * @param <T> the type of the items
 */
interface Source<T extends @Nullable Object> {

	/** A worker joins, before it claims anything. */
	default void register(Claim<T> claim) {
	}

	/**
	 * Claim a run of tasks.
	 * @param claim where to put it
	 * @return {@code false} if there is none for this worker now; it then rests until the
	 * call launches it again
	 */
	boolean claim(Claim<T> claim);

	/**
	 * Claim another run of what this worker has laid hands on already, if there is any.
	 */
	default boolean claimMore(Claim<T> claim) {
		return false;
	}

	/**
	 * The tasks may be handed out several at a time, where they have shown to be tiny.
	 * @param workers how many workers there can be
	 * @param watch to be asked before a worker takes several items into its hands that it
	 * still has to read, and not to be done if there is nobody to take them off it
	 */
	default void allowRuns(int workers, BooleanSupplier watch) {
	}

	/** A number that changes as tasks are claimed. */
	default long progress() {
		return 0;
	}

	/**
	 * Nothing was claimed for a while: what a worker reads from now on it should perform
	 * instead of reading on. Called on the timer.
	 */
	default void stalled() {
	}

	/** The same, called beside the timer: a worker that waits to read lends its place. */
	default void lendReaderPlace() {
	}

	/** Whether to claim is to run an iterator of the user's. */
	default boolean isRead() {
		return false;
	}

	/** Take back what was claimed and not performed. */
	default void giveBack(Claim<T> claim) {
	}

	/** A task that was claimed has failed and is tried again. */
	default void triedAgain(int index) {
	}

	/** The next attempt of that task begins. */
	default void takenUp(int index) {
	}

	/** The item of a task that was claimed. To be asked for once. */
	default T item(Claim<T> claim, int index) {
		return claim.item();
	}

	/**
	 * Where the items of a run are, if they are there to stay: each in the place that
	 * {@link Segments} has for its index.
	 * @param first index of the run, which ends in the same segment
	 */
	default @Nullable Object @Nullable [] itemsOfRun(int first) {
		return null;
	}

	/**
	 * Look, as a worker, whether there is a task for it to claim; this may take reading.
	 */
	default boolean hasTask() {
		return isClaimable();
	}

	/** Whether a worker that asked now would probably get a task. */
	boolean isClaimable();

	/** Whether no task will ever be handed out again. */
	boolean isExhausted();

	/** Whether there may be no end to the tasks. */
	default boolean isEndless() {
		return false;
	}

	/** The number of tasks, or -1 if it is not known. */
	long size();

	/** How many workers a call of this source needs when it starts, within a limit. */
	int workersAtStart(int limit);

	/**
	 * Whether a worker that got a task should bring the next worker in. Sources that are
	 * read one item at a time ramp up like this: there is no use in ten workers waiting
	 * for a slow reader.
	 */
	boolean isRampedUp();

}
