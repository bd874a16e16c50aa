/**
 * Races that a user can see, through public types only. Each test has two actors, which
 * are two threads; an executor without threads of its own lets an actor be a worker.
 */
@NullMarked
package io.futil.stress;

import org.jspecify.annotations.NullMarked;
