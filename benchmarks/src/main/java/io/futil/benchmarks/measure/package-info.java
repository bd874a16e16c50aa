/**
 * Runs workloads, each for each implementation in a JVM of its own, and compares what was
 * measured.
 */
package io.futil.benchmarks.measure;
