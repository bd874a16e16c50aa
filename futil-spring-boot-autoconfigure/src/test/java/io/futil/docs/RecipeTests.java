package io.futil.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.docs.Domain.Geocoder;
import io.futil.docs.Domain.Mailer;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Place;
import io.futil.docs.Domain.Probe;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Replica;
import io.futil.docs.Domain.Site;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the recipes promise.
 */
@Timeout(60)
class RecipeTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(16);

	private final FanOutOperations fanOut = FanOutTemplate.of(this.pool);

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void healthChecksTellWhatIsUpAndWhatIsDownAndWhatDoesNotAnswer() {
		Tasks<Boolean> probes = Tasks.<Boolean>of("database", () -> true).and("mail", () -> {
			throw new IllegalStateException("refused");
		}).and("search", this::hangs);
		Map<String, String> expected = Map.of("database", "up", "mail", "down", "search", "no answer");
		// As long as it takes on this machine for the first two to answer in time.
		Duration patience = Duration.ofMillis(50);
		while (!new HealthChecks(this.fanOut, probes, patience).check().equals(expected)) {
			patience = patience.multipliedBy(2);
		}
		assertThat(new HealthChecks(this.fanOut, probes, patience).check().keySet()).containsExactly("database", "mail",
				"search");
	}

	@Test
	void theSecondStepsWork() {
		GettingStarted steps = new GettingStarted(this.fanOut);
		assertThat(steps.quotes(List.of("B", "A"))).extracting(Quote::symbol).containsExactly("B", "A");
		assertThat(steps.orLast(List.of("A", ""))).extracting(Quote::symbol).containsExactly("A", "last ");
	}

	@Test
	void probesAreShownInTheirOrder() {
		assertThat(new HealthChecks(this.fanOut, HealthChecks.probes(new Probe(), new Site("here"), new Site("")),
				Duration.ofSeconds(30))
			.check()).containsExactly(Map.entry("shop", "up"), Map.entry("search", "down"));
	}

	@Test
	void anImportCountsItsRowsAndNamesTheLinesItHasRejected(@TempDir Path folder) throws Exception {
		Path file = Files.write(folder.resolve("rows.txt"), List.of("1", "2", "x", "4"));
		BatchImport batch = new BatchImport(this.fanOut, Integer::valueOf);
		batch.run(file);
		assertThat(batch.rows()).isEqualTo(7);
		assertThat(batch.rejected()).containsExactly("line 3");
	}

	@Test
	void anImportReadsNoFurtherThanItsWindow() {
		AtomicInteger read = new AtomicInteger();
		Iterable<String> endless = () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public String next() {
				return String.valueOf(read.incrementAndGet());
			}

		};
		try (var results = this.fanOut.concurrency(8).asCompleted(endless, (line) -> line)) {
			Iterator<?> consumer = results.iterator();
			consumer.next();
			while (read.get() < 16) {
				Thread.onSpinWait();
			}
			assertThat(read).hasValue(16);
		}
	}

	@Test
	void twoOfThreeReplicasDecide() {
		QuorumRead quorum = new QuorumRead(this.fanOut);
		assertThat(quorum.twoOf(List.of(new Replica("a"), new Replica("broken"), new Replica("c")))).hasSize(2);
		assertThatIllegalStateException()
			.isThrownBy(() -> quorum.twoOf(List.of(new Replica("broken"), new Replica("broken"), new Replica("c"))))
			.withMessageContaining("Less than two of 3");
	}

	@Test
	void aReadIsHedged() {
		HedgedRead read = new HedgedRead(this.fanOut);
		assertThat(read.rate(new RateSource("a"), new RateSource("b")).name()).isEqualTo("primary");
	}

	@Test
	void aJobTellsItsEnd() {
		ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
		Mailer mailer = new Mailer();
		List<Order> orders = IntStream.range(0, 20).mapToObj(Order::new).toList();
		new BatchJob(this.fanOut, mailer, log::add).confirm(orders);
		assertThat(mailer.confirmed()).hasSize(20);
		assertThat(new ArrayList<>(log)).last().isEqualTo("20 of 20, 0 failed, 0 s left");
	}

	@Test
	void aRemoteApiIsAskedOnItsOwnExecutor() {
		Settings.of("futil.executors.geocoder.rate-limit=50/s").run((context) -> {
			RemoteApi api = new RemoteApi(context.getBean(FanOutOperations.class), new Geocoder());
			assertThat(api.locate(List.of("here", "there"))).extracting(Place::address)
				.containsExactly("here", "there");
		});
	}

	@Test
	void whatIsThereInTimeIsKept() {
		// As long as it takes on this machine for the quick ones to be there in time.
		for (Duration patience = Duration.ofMillis(50); !isKept(patience);) {
			patience = patience.multipliedBy(2);
		}
	}

	private boolean isKept(Duration patience) {
		Partial partial = new Partial(this.fanOut, (symbol) -> {
			if (symbol.equals("slow")) {
				this.never.await();
			}
			return new Quote(symbol);
		}, patience);
		List<String> symbols = List.of("A", "slow", "B");
		Quote a = new Quote("A");
		Quote b = new Quote("B");
		return partial.inTime(symbols).equals(List.of(a, b)) && partial.unlessOneFails(symbols).equals(List.of(a, b))
				&& partial.orUnknown(symbols).equals(List.of(a, new Quote("unknown"), b));
	}

	private boolean hangs() throws InterruptedException {
		this.never.await();
		return true;
	}

}
