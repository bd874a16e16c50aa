package io.futil.contract;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a call of the soak has ended.
 *
 * @param values what it came back with
 * @param failure what it threw
 * @param running how many of its tasks ran just then
 * @param flag whether its caller's interrupt flag was set
 */
record SoakOutcome(List<@Nullable Object> values, @Nullable Throwable failure, int running, boolean flag) {

	/** That of a call that was never made. */
	static final SoakOutcome NONE = new SoakOutcome(List.of(), null, 0, false);

	@Override
	public String toString() {
		String end = (this.failure != null) ? this.failure.toString() : this.values.size() + " values";
		return end + " while " + this.running + " tasks ran" + (this.flag ? " and with its interrupt flag set" : "");
	}

}
