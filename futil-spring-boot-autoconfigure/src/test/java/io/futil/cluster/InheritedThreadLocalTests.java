package io.futil.cluster;

import java.util.List;

import io.futil.cluster.TestMember.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads of a member have nothing of whoever was the first to need them: an identity
 * that threads inherit would be that of all tasks to come.
 */
@Timeout(60)
class InheritedThreadLocalTests {

	private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

	@Test
	void aTaskThatRunsHereHasNothingOfWhoHasMadeTheFirstCall() {
		USER.set("first");
		try (LocalNetwork network = new LocalNetwork();
				TestMember alone = new TestMember(network, "alone", Options.DEFAULT, new Reader())) {
			assertThat(alone.fanOut.map(List.of("nobody"), ClusterTasks.bean(Reader.class, Reader::user)))
				.containsExactly("nobody");
		}
		finally {
			USER.remove();
		}
	}

	/** Tells who it is on its thread. */
	static class Reader {

		String user(String otherwise) {
			String user = USER.get();
			return (user != null) ? user : otherwise;
		}

	}

}
