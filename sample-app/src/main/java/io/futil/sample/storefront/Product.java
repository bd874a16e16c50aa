package io.futil.sample.storefront;

/**
 * Something to sell.
 *
 * @param sku what the warehouse calls it
 * @param name what people call it
 */
record Product(String sku, String name) {
}
