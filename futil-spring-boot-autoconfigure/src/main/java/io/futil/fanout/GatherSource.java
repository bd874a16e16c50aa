package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The branches of a gather, as they are declared.
 */
final class GatherSource implements Source<String> {

	private final Queue<GatherBranch<?>> declared = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	void add(GatherBranch<?> branch) {
		this.declared.add(branch);
	}

	/** There will be no more branches. */
	void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public boolean claim(Claim<String> claim) {
		GatherBranch<?> branch = this.declared.poll();
		if (branch == null) {
			return false;
		}
		claim.task(branch.index(), branch.name());
		return true;
	}

	@Override
	public boolean isClaimable() {
		return !this.declared.isEmpty();
	}

	@Override
	public boolean isExhausted() {
		return this.closed && this.declared.isEmpty();
	}

	@Override
	public long size() {
		return -1;
	}

	@Override
	public int workersAtStart(int limit) {
		return 0;
	}

	@Override
	public boolean isRampedUp() {
		return false;
	}

}
