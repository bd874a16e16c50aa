package io.futil.fanout;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link IteratorSource}.
 */
@Timeout(30)
@Repeated
class IteratorSourceTests {

	private final Claim<Integer> claim = new Claim<>();

	@Test
	void handsOutEachItemOnceAndIsThenExhausted() {
		IteratorSource<Integer> source = IteratorSource.unbounded(List.of(7, 8), (index) -> {
		});
		assertThat(source.claim(this.claim)).isTrue();
		assertThat(this.claim.next()).isZero();
		assertThat(this.claim.item()).isEqualTo(7);
		assertThat(source.claim(this.claim)).isTrue();
		assertThat(this.claim.next()).isEqualTo(1);
		assertThat(source.isExhausted()).isFalse();
		assertThat(source.claim(this.claim)).isFalse();
		assertThat(source.isExhausted()).isTrue();
		assertThat(source.isClaimable()).isFalse();
	}

	@Test
	void saysThatThereIsNoIterator() {
		Iterable<Integer> nothing = () -> null;
		assertThatNullPointerException().isThrownBy(() -> FanOutTemplate.of(Runnable::run).map(nothing, (item) -> item))
			.withMessage("The iterator of items is null");
	}

	@Test
	void readsNothingWithoutACredit() {
		IteratorSource<Integer> source = IteratorSource.bounded(List.of(1, 2, 3), 1);
		assertThat(source.claim(this.claim)).isTrue();
		assertThat(source.claim(this.claim)).isFalse();
		assertThat(source.isExhausted()).isFalse();
		source.addCredits(1);
		assertThat(source.claim(this.claim)).isTrue();
		assertThat(this.claim.item()).isEqualTo(2);
	}

	@Test
	void nobodyWaitsForTheOneWhoReads() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Iterator<Integer> slow = new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public Integer next() {
				reading.countDown();
				try {
					goOn.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				return 1;
			}

		};
		IteratorSource<Integer> source = IteratorSource.unbounded(() -> slow, (index) -> {
		});
		ExecutorService reader = Executors.newSingleThreadExecutor();
		try {
			Future<Boolean> read = reader.submit(() -> source.claim(new Claim<>()));
			reading.await();
			assertThat(source.claim(this.claim)).isFalse();
			assertThat(source.isClaimable()).isFalse();
			goOn.countDown();
			assertThat(read.get()).isTrue();
			assertThat(source.isClaimable()).isTrue();
		}
		finally {
			reader.shutdownNow();
		}
	}

}
