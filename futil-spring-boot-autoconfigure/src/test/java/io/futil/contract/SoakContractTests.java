package io.futil.contract;

import java.util.stream.LongStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * All laws at once: random calls with random faults on random executors, and an oracle
 * that knows what may come of them. The seed of a round that fails is in its name and in
 * its message; to see that round again, and others for as long as you like:
 *
 * <pre class="code">
 * mvn test -pl futil-spring-boot-autoconfigure -Dtest=SoakContractTests -Dfutil.soak.seed=42 -Dfutil.soak.rounds=1
 * </pre>
 */
@ContractTest
class SoakContractTests {

	private static final long SEED = Long.getLong("futil.soak.seed", 1);

	private static final int ROUNDS = Integer.getInteger("futil.soak.rounds", 300);

	private final Logger logger = (Logger) LoggerFactory.getLogger(FanOutTemplate.class.getPackageName());

	/** Of listeners that throw and of threads that cannot be made. */
	@BeforeEach
	void closeTheLog() {
		this.logger.setLevel(Level.OFF);
	}

	@AfterEach
	void openTheLog() {
		this.logger.setLevel(null);
	}

	static LongStream seeds() {
		return LongStream.range(SEED, SEED + ROUNDS);
	}

	@ParameterizedTest(name = "-Dfutil.soak.seed={0} -Dfutil.soak.rounds=1")
	@MethodSource("seeds")
	void whateverHappensTheLawsHold(long seed) {
		SoakRound round = new SoakRound(seed);
		try {
			round.run();
		}
		catch (Throwable ex) {
			throw new AssertionError(
					"-Dfutil.soak.seed=" + seed + " -Dfutil.soak.rounds=1 fails with " + ex.getMessage() + "\n" + round,
					ex);
		}
	}

}
