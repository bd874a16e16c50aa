package io.futil.sample;

import java.net.URI;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.client.RestClient;

/**
 * What the sample answered, whatever the status.
 *
 * @param status the status
 * @param body the body, which is JSON
 * @param took how long the answer took
 */
public record Reply(int status, JsonNode body, Duration took) {

	public static Reply of(int port, String pathAndQuery) {
		long start = System.nanoTime();
		return RestClient.create()
			.get()
			.uri(URI.create("http://127.0.0.1:" + port + pathAndQuery))
			.exchange((request, response) -> new Reply(response.getStatusCode().value(),
					JsonMapper.shared().readTree(response.getBody()), Duration.ofNanos(System.nanoTime() - start)));
	}

}
