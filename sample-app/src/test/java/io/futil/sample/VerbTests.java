package io.futil.sample;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints, one per verb.
 */
@Timeout(30)
@RunningSample
class VerbTests {

	@LocalServerPort
	int port;

	@ParameterizedTest
	@ValueSource(strings = { "map", "mapOrDefault", "mapOrElse", "filter", "forEach", "results", "stream",
			"asCompleted", "scatterGather", "scatterGatherResults", "gather", "firstSuccess", "async" })
	void everyVerbAnswers(String verb) {
		assertThat(get("/try/" + verb + "?delay=5ms").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "map", "forEach", "filter", "stream", "scatterGather", "gather", "submit", "async" })
	void failureArrivesAsItWasThrown(String verb) {
		Reply reply = get("/try/" + verb + "?delay=5ms&failAt=0");
		assertThat(reply.status()).isEqualTo(502);
		assertThat(reply.body().path("detail").asString()).isEqualTo("Item 0 failed because it was asked to");
	}

	@ParameterizedTest
	@ValueSource(strings = { "map", "forEach", "filter", "stream", "asCompleted", "scatterGather", "gather",
			"firstSuccess", "submit", "async" })
	void deadlineIsAGatewayTimeout(String verb) {
		Reply reply = get("/try/" + verb + "?n=4&delay=5s&timeout=100ms");
		assertThat(reply.status()).isEqualTo(504);
		assertThat(reply.took()).isLessThan(Duration.ofSeconds(3));
		assertThat(reply.body().path("tasks").values()).isNotEmpty();
	}

	@Test
	void verbsThatSettleDoNotFail() {
		assertThat(result("/try/mapOrDefault?n=2&failAt=1&delay=5ms")).hasToString("[\"item 0\",\"a default\"]");
		assertThat(result("/try/mapOrElse?n=2&failAt=1&delay=5ms"))
			.hasToString("[\"item 0\",\"instead of item 1: AskedForException\"]");
		assertThat(result("/try/results?n=2&failAt=1&delay=5ms").path(1).path("outcome").asString())
			.isEqualTo("FAILED");
		assertThat(result("/try/scatterGatherResults?failAt=1&delay=5ms").path("second").path("outcome").asString())
			.isEqualTo("FAILED");
	}

	@Test
	void itemThatFailsIsTriedAgain() {
		JsonNode lines = result("/try/results?n=3&failAt=1&failTimes=2&attempts=3&delay=5ms");
		assertThat(lines.valueStream().map((line) -> line.path("outcome").asString())).containsOnly("OK");
		assertThat(lines.valueStream().map((line) -> line.path("attempts").asInt())).containsExactly(1, 3, 1);
		JsonNode hopeless = result("/try/results?n=2&failAt=1&attempts=2&delay=5ms").path(1);
		assertThat(hopeless.path("outcome").asString()).isEqualTo("FAILED");
		assertThat(hopeless.path("attempts").asInt()).isEqualTo(2);
	}

	@Test
	void streamKeepsTheOrderAndAsCompletedDoesNot() {
		assertThat(result("/try/stream?n=3&delay=600ms")).hasToString("[\"item 0\",\"item 1\",\"item 2\"]");
		assertThat(result("/try/asCompleted?n=3&delay=600ms").valueStream().map((line) -> line.path("item").asInt()))
			.containsExactly(2, 1, 0);
	}

	@Test
	void optionalBranchHasAFallback() {
		assertThat(result("/try/gather?failAt=2&delay=5ms")).hasToString("[\"item 0\",\"item 1\",\"no adverts\"]");
	}

	@Test
	void runsOnTheExecutorThatWasAskedFor() {
		assertThat(get("/try/map?on=cpu&delay=5ms").status()).isEqualTo(200);
		Reply reply = get("/try/map?on=nowhere");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.body().path("detail").asString()).contains("'nowhere'", "io", "cpu");
	}

	@Test
	void progressIsTold() {
		String events = RestClient.create("http://127.0.0.1:" + this.port)
			.get()
			.uri("/try/progress?n=10&concurrency=2&delay=100ms")
			.retrieve()
			.requiredBody(String.class);
		List<JsonNode> told = events.lines()
			.filter((line) -> line.startsWith("data:"))
			.map((line) -> JsonMapper.shared().readTree(line.substring("data:".length())))
			.toList();
		assertThat(told).isNotEmpty().allSatisfy((step) -> assertThat(step.path("total").asInt()).isEqualTo(10));
		assertThat(told.stream().map((step) -> step.path("done").asInt())).isSorted();
	}

	@Test
	void reportIsNotThereWithoutAnAudit() {
		assertThat(get("/audit").status()).isEqualTo(503);
	}

	@ParameterizedTest
	@CsvSource({ "/, 5", "/verbs.html, 20" })
	void pageLinksToWhatIsThere(String path, int atLeast) {
		RestClient client = RestClient.create("http://127.0.0.1:" + this.port);
		String page = client.get().uri(path).retrieve().requiredBody(String.class);
		List<String> links = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"")
			.matcher(page)
			.results()
			.map((match) -> match.group(1).replace("&amp;", "&"))
			.toList();
		assertThat(links).hasSizeGreaterThan(atLeast).allSatisfy((link) -> {
			int status = client.get().uri(link).exchange((request, response) -> response.getStatusCode().value());
			assertThat(status).isNotIn(404, 405, 500);
		});
	}

	private JsonNode result(String pathAndQuery) {
		Reply reply = get(pathAndQuery);
		assertThat(reply.status()).isEqualTo(200);
		return reply.body().path("result");
	}

	private Reply get(String pathAndQuery) {
		return Reply.of(this.port, pathAndQuery);
	}

}
