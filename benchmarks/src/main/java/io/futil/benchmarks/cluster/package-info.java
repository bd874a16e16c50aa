/**
 * What it costs to run tasks on members of a cluster, and to lose one.
 */
package io.futil.benchmarks.cluster;
