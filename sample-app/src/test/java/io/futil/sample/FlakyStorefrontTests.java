package io.futil.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The storefront as it comes, whose upstreams fail now and then: its first pages are the
 * same each time.
 */
@Timeout(60)
@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "audit.enabled=false", "storefront.back-off=1ms" })
class FlakyStorefrontTests {

	@LocalServerPort
	int port;

	@Test
	void upstreamsThatFailAreAskedAgainAndThePageIsThere() {
		List<List<Integer>> attempts = new ArrayList<>();
		IntStream.range(0, 20).forEach((i) -> {
			Reply page = Reply.of(this.port, "/storefront?timeout=20s");
			assertThat(page.status()).isEqualTo(200);
			assertThat(page.body().path("branches").valueStream().map((branch) -> branch.path("outcome").asString()))
				.containsExactly("OK", "OK", "OK");
			attempts.add(page.body()
				.path("branches")
				.valueStream()
				.map((branch) -> branch.path("attempts").asInt())
				.toList());
		});
		assertThat(attempts).startsWith(List.of(2, 3, 1), List.of(2, 1, 2), List.of(3, 2, 1));
		assertThat(attempts).allSatisfy((page) -> assertThat(page).allMatch((times) -> times >= 1 && times <= 4));
	}

}
