package io.futil.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WithdrawnTasks}.
 */
class WithdrawnTasksTests {

	private final WithdrawnTasks withdrawn = new WithdrawnTasks();

	private final Deque<Runnable> queue = new ArrayDeque<>();

	@Test
	void areSweptOutWhenTheyAreMoreThanHalfOfTheQueue() {
		Runnable first = new Task();
		Runnable second = new Task();
		this.queue.add(new Task());
		this.queue.add(first);
		this.queue.add(new DecoratedTask(new Task(), second));
		this.withdrawn.add(first, this.queue);
		assertThat(this.queue.size()).isEqualTo(3);
		this.withdrawn.add(second, this.queue);
		assertThat(this.queue.size()).isEqualTo(1);
		assertThat(this.withdrawn.sweep(this.queue)).isFalse();
	}

	@Test
	void areSweptOutWhenThereHasToBeRoom() {
		Runnable task = new Task();
		this.queue.add(new Task());
		this.queue.add(new Task());
		this.queue.add(task);
		this.withdrawn.add(task, this.queue);
		assertThat(this.queue.size()).isEqualTo(3);
		assertThat(this.withdrawn.sweep(this.queue)).isTrue();
		assertThat(this.queue.size()).isEqualTo(2);
	}

	/** Nobody may ask it whether it is like another. */
	private static final class Task implements Runnable {

		@Override
		public void run() {
		}

		@Override
		public boolean equals(Object other) {
			throw new IllegalStateException("equals");
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException("hashCode");
		}

	}

}
