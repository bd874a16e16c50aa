/**
 * The benchmarks: {@link io.futil.benchmarks.Benchmarks} is the command, a class of
 * {@code row} is a workload, a class of {@code peer} a way to do its work, and
 * {@code measure} runs each workload for each peer in a JVM of its own.
 */
package io.futil.benchmarks;
