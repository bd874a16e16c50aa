package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Geocoder;
import io.futil.docs.Domain.Place;
import io.futil.fanout.FanOutOperations;

import static java.time.Duration.ofSeconds;

/**
 * The example of rate limits in the README.
 */
final class Geocoding {

	private Geocoding() {
	}

	static List<List<Place>> locate(FanOutOperations fanOut, Geocoder geocoder, List<String> addresses) {
		// At the rate of the executor, together with all other calls.
		List<Place> places = fanOut.on("geocoder").map(addresses, geocoder::locate);

		// At a rate of its own.
		List<Place> more = fanOut.rateLimit(10, ofSeconds(1)).map(addresses, geocoder::locate);

		return List.of(places, more);
	}

}
