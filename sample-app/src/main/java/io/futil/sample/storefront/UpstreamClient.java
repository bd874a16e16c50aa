package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Calls the upstreams over HTTP. Each method waits for its answer; an interrupt aborts
 * the exchange.
 */
@Component
final class UpstreamClient {

	private static final ParameterizedTypeReference<List<Product>> PRODUCTS = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<Map<String, BigDecimal>> PRICES = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<Map<String, Integer>> STARS = new ParameterizedTypeReference<>() {
	};

	private final RestClient client;

	private final Environment environment;

	UpstreamClient(RestClient.Builder builder, Environment environment) {
		this.client = builder.build();
		this.environment = environment;
	}

	List<Product> catalog(Faults faults) {
		return get("catalog", faults, PRODUCTS);
	}

	Map<String, BigDecimal> prices(Faults faults) {
		return get("prices", faults, PRICES);
	}

	Map<String, Integer> reviews(Faults faults) {
		return get("reviews", faults, STARS);
	}

	private <R> R get(String upstream, Faults faults, ParameterizedTypeReference<R> type) {
		try {
			return this.client.get()
				.uri("http://{host}:{port}/upstream/{upstream}?delay={delay}ms&fail={fail}",
						this.environment.getProperty("server.address", "127.0.0.1"),
						this.environment.getRequiredProperty("local.server.port"), upstream, faults.millis(),
						faults.fails())
				.retrieve()
				.requiredBody(type);
		}
		catch (RestClientException ex) {
			throw new UpstreamException(upstream, ex);
		}
	}

}
