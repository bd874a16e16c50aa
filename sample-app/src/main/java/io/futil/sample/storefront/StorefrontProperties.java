package io.futil.sample.storefront;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How bad the upstreams are. How patient their clients are, with {@code attempts} and
 * {@code back-off} of the same prefix, the annotations of those ask for.
 *
 * @param flake share of requests that an upstream answers with an error, from 0 to 1
 * @param seed what decides which requests these are; the same seed means the same ones
 */
@ConfigurationProperties("storefront")
record StorefrontProperties(@DefaultValue("0.3") double flake, @DefaultValue("3447") long seed) {

	StorefrontProperties {
		if (!(flake >= 0 && flake <= 1)) {
			throw new InvalidConfigurationPropertyValueException("storefront.flake", flake,
					"It is a share: set 0 for upstreams that never fail, 1 for those that always do, or a number between.");
		}
	}

}
