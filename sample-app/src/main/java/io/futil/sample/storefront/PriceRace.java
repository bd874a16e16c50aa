package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * How the race went.
 *
 * @param name whose answer came first
 * @param value the answer
 * @param asked who has been asked by then
 */
record PriceRace(String name, Map<String, BigDecimal> value, List<String> asked) {
}
