package io.futil.cluster;

/**
 * What two members agree on while each can rely on the other. Whoever loses a message
 * begins anew: his number becomes another one, and what was under way in the old session
 * is not taken any more. A member never uses a number twice.
 *
 * @param ours the number of this member, which rises
 * @param theirs the number of the other one, {@link #UNKNOWN} if it has not said it
 */
record Session(long ours, long theirs) {

	static final long UNKNOWN = Long.MIN_VALUE;

	boolean isEstablished() {
		return this.theirs != UNKNOWN;
	}

	Session with(long theirs) {
		return new Session(this.ours, theirs);
	}

	Session over() {
		return new Session(this.ours, UNKNOWN);
	}

}
