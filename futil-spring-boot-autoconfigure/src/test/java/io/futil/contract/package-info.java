/**
 * The contract suite: verbs × executors × laws, seen from outside. {@link Verb} and
 * {@link ExecutorKind} are the two tables, a {@link Combo} is one entry of their product,
 * a {@link Lab} is the bench it runs on, and each {@code …ContractTests} class holds one
 * law. {@link SoakContractTests} has all laws at once, with calls and faults made up from
 * a seed.
 */
@NullMarked
package io.futil.contract;

import org.jspecify.annotations.NullMarked;
