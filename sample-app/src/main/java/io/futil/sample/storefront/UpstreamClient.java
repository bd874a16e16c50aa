package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the upstreams over HTTP, once. Each method waits for its answer; an interrupt
 * aborts the exchange.
 */
@Component
final class UpstreamClient {

	private static final ParameterizedTypeReference<List<Product>> PRODUCTS = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<Map<String, BigDecimal>> PRICES = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<Map<String, Integer>> STARS = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<List<Stock>> STOCK = new ParameterizedTypeReference<>() {
	};

	private final RestClient client;

	private final Environment environment;

	UpstreamClient(RestClient.Builder builder, Environment environment) {
		this.client = builder.build();
		this.environment = environment;
	}

	List<Product> catalog(Inquiry inquiry) {
		return get("catalog", inquiry, PRODUCTS);
	}

	Map<String, BigDecimal> prices(Inquiry inquiry) {
		return get("prices", inquiry, PRICES);
	}

	Map<String, Integer> reviews(Inquiry inquiry) {
		return get("reviews", inquiry, STARS);
	}

	List<Stock> stock(Collection<String> skus) {
		return get("stock", "sku={skus}", STOCK, String.join(",", skus));
	}

	private <R> R get(String upstream, Inquiry inquiry, ParameterizedTypeReference<R> type) {
		inquiry.attempts().incrementAndGet();
		Faults faults = inquiry.faults();
		return get(upstream, "delay={delay}ms&fail={fail}&flake={flake}", type, faults.millis(), faults.fails(),
				Objects.toString(faults.flake(), ""));
	}

	private <R> R get(String upstream, String query, ParameterizedTypeReference<R> type, Object... variables) {
		String address = this.environment.getProperty("server.address", "127.0.0.1");
		String port = this.environment.getRequiredProperty("local.server.port");
		try {
			return this.client.get()
				.uri("http://" + address + ":" + port + "/upstream/" + upstream + "?" + query, variables)
				.retrieve()
				.requiredBody(type);
		}
		catch (RestClientException ex) {
			throw new UpstreamException(upstream, ex);
		}
	}

}
