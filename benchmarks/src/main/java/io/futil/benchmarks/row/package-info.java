/**
 * The workloads, one a class, each with its goals.
 */
package io.futil.benchmarks.row;
