package io.futil.cluster;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.cluster.TestMember.Options;
import io.futil.fanout.spi.RemoteTask;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a propagator captures that cannot travel.
 */
@Timeout(60)
class ContextPropagatorTests {

	@Test
	void aValueThatIsNullFailsTheTaskAndTakesNoSlotOfAMember() {
		try (LocalNetwork network = new LocalNetwork();
				TestMember caller = new TestMember(network, "caller", Options.DEFAULT.local(LocalTasks.NEVER));
				TestMember member = new TestMember(network, "member", Options.DEFAULT, new Works("member"))) {
			RemoteTask<Integer, Integer> task = new RemoteCalls(Wire.allowed(), Wire.codec(), caller.dispatcher,
					List.of(new Forgetful()))
				.bind(ClusterTasks.bean(Works.class, Works::twice), "operation", false);
			assertThatIllegalStateException().isThrownBy(() -> task.run(1, null))
				.withMessageContaining("Forgetful has captured null for 'shipment'");
			assertThat(caller.cluster.all()).allMatch((seen) -> seen.inFlight() == 0);
			assertThat(member.cluster.isRunning()).isTrue();
		}
	}

	/** Asks for what is not there, and takes it for an answer. */
	private static final class Forgetful implements ClusterContextPropagator {

		@Override
		@SuppressWarnings("NullAway") // as code does that is not checked
		public Map<String, String> capture() {
			@Nullable String none = null;
			return Collections.singletonMap("shipment", none);
		}

		@Override
		public Scope restore(Map<String, String> captured) {
			return () -> {
			};
		}

	}

}
