package io.futil.docs;

import java.io.IOException;
import java.util.List;

import io.futil.docs.Domain.Geocoder;
import io.futil.docs.Domain.Place;
import io.futil.fanout.FanOutOperations;

import static io.futil.fanout.RetrySettings.maxAttempts;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;

/**
 * Recipe: a remote API that allows so many requests a second, and fails now and then.
 */
final class RemoteApi {

	private final FanOutOperations fanOut;

	private final Geocoder geocoder;

	RemoteApi(FanOutOperations fanOut, Geocoder geocoder) {
		this.fanOut = fanOut;
		this.geocoder = geocoder;
	}

	List<Place> locate(List<String> addresses) {
		return this.fanOut.on("geocoder")
			.named("geocode")
			.timeout(ofMinutes(2))
			.retry(maxAttempts(4).delay(ofMillis(200)).jitter(ofMillis(50)).retryFor(IOException.class))
			.map(addresses, this.geocoder::locate);
	}

}
