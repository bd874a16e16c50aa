package io.futil.sample.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SampleTests {

	@Test
	void smallAuditIsItsOwnSample() {
		List<Candidate> hashed = candidates(10);
		Sample sample = Sample.of(hashed, (candidate) -> {
		}, (all) -> assertThat(all).containsExactlyInAnyOrderElementsOf(hashed));
		assertThat(sample.files()).isEqualTo(10);
		assertThat(sample.bytes()).isEqualTo(45);
		assertThat(sample.estimatedSequentialMillis()).isEqualTo(sample.sequentialMillis());
	}

	@Test
	void sampleOfALargeAuditHasTheMixOfTheWhole() {
		List<Candidate> seen = new ArrayList<>();
		Sample sample = Sample.of(candidates(10_000), seen::add, (all) -> assertThat(seen).containsAll(all));
		assertThat(sample.files()).isEqualTo(500);
		assertThat(sample.bytes() / 500.0).isCloseTo(5000, within(50.0));
		assertThat(sample.estimatedSequentialMillis()).isCloseTo(20 * sample.sequentialMillis(),
				within(sample.sequentialMillis()));
	}

	@Test
	void nothingToSample() {
		Sample sample = Sample.of(List.of(), (candidate) -> {
		}, (all) -> assertThat(all).isEmpty());
		assertThat(sample.files()).isZero();
	}

	private static List<Candidate> candidates(int count) {
		return IntStream.range(0, count)
			.mapToObj((bytes) -> new Candidate(Path.of("a.jar"), "a.jar", Map.of(), bytes))
			.toList();
	}

}
