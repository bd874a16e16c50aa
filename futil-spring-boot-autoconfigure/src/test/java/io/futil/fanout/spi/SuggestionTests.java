package io.futil.fanout.spi;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is near to a name, and what is not.
 */
class SuggestionTests {

	private static final List<String> NAMES = List.of("io", "cpu", "geocoder", "mail-sender");

	@ParameterizedTest
	@CsvSource({ "oi, io", "ioo, io", "IO, io", "o, io", "gpu, cpu", "cpus, cpu", "geocodre, geocoder",
			"geoencoder, geocoder", "mailsender, mail-sender", "mail-sendr, mail-sender", "sender, mail-sender",
			"geocoder-pool, geocoder" })
	void isNear(String written, String near) {
		assertThat(Suggestion.nearest(written, NAMES)).isEqualTo(near);
		assertThat(Suggestion.question(written, NAMES)).isEqualTo("Did you mean '" + near + "'? ");
	}

	@ParameterizedTest
	@CsvSource({ "db", "billing", "x", "''", "'---'", "coder" })
	void isNearNothing(String written) {
		assertThat(Suggestion.nearest(written, NAMES)).isNull();
		assertThat(Suggestion.question(written, NAMES)).isEmpty();
	}

	@Test
	void theFewestSlipsWinAndThenTheFirst() {
		assertThat(Suggestion.nearest("abcdef", List.of("abcdxx", "abcdeg", "abcdeh"))).isEqualTo("abcdeg");
	}

	@Test
	void wordsThatSeveralNamesHaveSayNothing() {
		assertThat(Suggestion.nearest("limit", List.of("concurrency-limit", "rate-limit"))).isNull();
	}

	@Test
	void aVeryLongNameIsNearNothing() {
		assertThat(Suggestion.nearest("io".repeat(1_000_000), NAMES)).isNull();
	}

}
