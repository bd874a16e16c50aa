/**
 * The ways to apply a function to many items that are compared: futil, what else one
 * could use, and loops without any concurrency as the measure of what is possible.
 */
package io.futil.benchmarks.peer;
