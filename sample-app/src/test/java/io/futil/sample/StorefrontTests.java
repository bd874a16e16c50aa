package io.futil.sample;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The storefront over real HTTP: upstreams that are late or fail, and a race.
 */
@Timeout(30)
@RunningSample
class StorefrontTests {

	private static final Duration LONG_BEFORE_THE_SLOW_ONE = Duration.ofSeconds(4);

	@LocalServerPort
	int port;

	@Test
	void pageFromThreeUpstreams() {
		Reply page = get("/storefront");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body().path("items").values()).hasSize(3)
			.allSatisfy((item) -> assertThat(item.path("price").isNumber()).isTrue());
		assertThat(outcomes(page)).containsExactly("catalog OK", "prices OK", "reviews OK");
		assertThat(stars(page)).containsExactly("5", "4", "");
	}

	@Test
	void upstreamsAreAskedAtOnce() {
		Reply page = get("/storefront?catalog.delay=700ms&prices.delay=700ms&reviews.delay=700ms&timeout=10s");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.took()).isBetween(Duration.ofMillis(700), Duration.ofMillis(2000));
	}

	@Test
	void requiredUpstreamIsLate() {
		Reply page = get("/storefront?prices.delay=6s&timeout=300ms");
		assertThat(page.status()).isEqualTo(504);
		assertThat(page.took()).isBetween(Duration.ofMillis(300), LONG_BEFORE_THE_SLOW_ONE);
		assertThat(page.body().path("title").asString()).isEqualTo("Deadline passed");
		assertThat(page.body().path("tasks").valueStream().map((task) -> task.path("task").asString()))
			.contains("catalog", "prices", "reviews");
	}

	@Test
	void optionalUpstreamIsLate() {
		Reply page = get("/storefront?reviews.delay=6s&timeout=1500ms");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.took()).isBetween(Duration.ofMillis(1500), LONG_BEFORE_THE_SLOW_ONE);
		assertThat(outcomes(page)).containsExactly("catalog OK", "prices OK", "reviews TIMED_OUT");
		assertThat(stars(page)).containsOnly("");
	}

	@Test
	void optionalUpstreamFails() {
		Reply page = get("/storefront?reviews.fail=true");
		assertThat(page.status()).isEqualTo(200);
		assertThat(outcomes(page)).containsExactly("catalog OK", "prices OK", "reviews FAILED");
		assertThat(attempts(page)).containsExactly(1, 1, 4);
		assertThat(stars(page)).containsOnly("");
	}

	@Test
	void requiredUpstreamFailsAndTheSlowOneIsNotWaitedFor() {
		Reply page = get("/storefront?catalog.delay=6s&prices.fail=true&timeout=10s");
		assertThat(page.status()).isEqualTo(502);
		assertThat(page.took()).isLessThan(LONG_BEFORE_THE_SLOW_ONE);
		assertThat(page.body().path("detail").asString()).isEqualTo("Upstream 'prices' answered 500");
		assertThat(page.body().path("upstream").asString()).isEqualTo("prices");
	}

	@Test
	void quickReplicaWins() {
		Reply prices = get("/storefront/prices?primary.delay=6s&replica.delay=50ms&timeout=10s");
		assertThat(prices.status()).isEqualTo(200);
		assertThat(prices.took()).isLessThan(LONG_BEFORE_THE_SLOW_ONE);
		assertThat(prices.body().path("name").asString()).isEqualTo("replica");
	}

	@Test
	void quickReplicaIsNotAskedBeforeItsTime() {
		Reply prices = get("/storefront/prices?primary.delay=300ms&hedge=20s&timeout=10s");
		assertThat(prices.status()).isEqualTo(200);
		assertThat(prices.body().path("name").asString()).isEqualTo("primary");
		assertThat(asked(prices)).containsExactly("primary");
	}

	@Test
	void survivingReplicaWins() {
		Reply prices = get("/storefront/prices?primary.fail=true&replica.delay=100ms&hedge=20s");
		assertThat(prices.status()).isEqualTo(200);
		assertThat(prices.body().path("name").asString()).isEqualTo("replica");
		assertThat(asked(prices)).containsExactly("primary", "replica");
	}

	@Test
	void nobodyWins() {
		Reply prices = get("/storefront/prices?primary.fail=true&replica.fail=true");
		assertThat(prices.status()).isEqualTo(502);
		assertThat(prices.body().path("failures").values()).hasSize(2)
			.allSatisfy((failure) -> assertThat(failure.asString()).isEqualTo("Upstream 'prices' answered 500"));
	}

	@Test
	void raceHasADeadlineToo() {
		Reply prices = get("/storefront/prices?primary.delay=6s&replica.delay=6s&timeout=200ms");
		assertThat(prices.status()).isEqualTo(504);
		assertThat(prices.took()).isLessThan(LONG_BEFORE_THE_SLOW_ONE);
	}

	@Test
	void nonsenseIsABadRequest() {
		assertThat(get("/storefront?timeout=banana").status()).isEqualTo(400);
		assertThat(get("/storefront?timeout=0s").status()).isEqualTo(400);
		assertThat(get("/storefront/prices?hedge=-1s").status()).isEqualTo(400);
	}

	@Test
	void futureOfAClientIsTheAnswer() {
		Reply reviews = get("/storefront/reviews");
		assertThat(reviews.status()).isEqualTo(200);
		assertThat(reviews.body()).hasSize(2);
		Reply down = get("/storefront/reviews?fail=true");
		assertThat(down.status()).isEqualTo(502);
		assertThat(down.body().path("detail").asString()).isEqualTo("Upstream 'reviews' answered 500");
	}

	@Test
	void partOfTheStockThatCannotBeCountedIsUnknown() {
		Reply stock = get("/storefront/stock?sku=k-1,t-1,x-9,m-2,b-4,");
		assertThat(stock.status()).isEqualTo(200);
		assertThat(stock.body().valueStream().map((line) -> line.path("sku").asString())).containsExactly("k-1", "t-1",
				"x-9", "m-2", "b-4");
		assertThat(stock.body().valueStream().map((line) -> line.path("pieces").isNumber())).containsExactly(true, true,
				false, false, true);
	}

	private Reply get(String pathAndQuery) {
		return Reply.of(this.port, pathAndQuery);
	}

	private static List<String> outcomes(Reply page) {
		return page.body()
			.path("branches")
			.valueStream()
			.map((branch) -> branch.path("branch").asString() + " " + branch.path("outcome").asString())
			.toList();
	}

	private static List<Integer> attempts(Reply page) {
		return page.body().path("branches").valueStream().map((branch) -> branch.path("attempts").asInt()).toList();
	}

	private static List<String> asked(Reply race) {
		return race.body().path("asked").valueStream().map(JsonNode::asString).toList();
	}

	private static List<String> stars(Reply page) {
		return page.body().path("items").valueStream().map((item) -> text(item.path("stars"))).toList();
	}

	private static String text(JsonNode value) {
		return value.isNull() ? "" : value.toString();
	}

}
