package io.futil.fanout.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears of each call, for metrics, traces and endpoints. It is not trusted: what it
 * throws is logged and changes nothing.
 */
@FunctionalInterface
public interface CallListener {

	/**
	 * A call begins. Runs on the caller's thread, before anything of the call does.
	 * @param call what can be seen of it
	 * @return what hears the rest, or {@code null} if nothing is to be heard of this call
	 */
	@Nullable CallRecorder callStarted(CallView call);

}
