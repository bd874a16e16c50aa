/**
 * Auto-configuration of the executors and the fan-out template, and their properties.
 */
@NullMarked
package io.futil.autoconfigure;

import org.jspecify.annotations.NullMarked;
