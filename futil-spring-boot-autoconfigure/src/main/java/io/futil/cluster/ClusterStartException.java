package io.futil.cluster;

import org.jspecify.annotations.Nullable;

/**
 * This member cannot be part of a cluster. Says why and what to do.
 */
final class ClusterStartException extends RuntimeException {

	private final String description;

	private final String remedy;

	ClusterStartException(String description, String remedy, @Nullable Throwable cause) {
		super(description + ". " + remedy + ".", cause);
		this.description = description;
		this.remedy = remedy;
	}

	String description() {
		return this.description;
	}

	String remedy() {
		return this.remedy;
	}

}
