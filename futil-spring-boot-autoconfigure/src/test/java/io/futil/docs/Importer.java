package io.futil.docs;

import io.futil.autoconfigure.FutilExecutor;

import org.springframework.core.task.TaskExecutor;

/**
 * How an executor is injected.
 */
class Importer {

	private final TaskExecutor executor;

	Importer(@FutilExecutor("io") TaskExecutor executor) {
		this.executor = executor;
	}

	TaskExecutor executor() {
		return this.executor;
	}

}
