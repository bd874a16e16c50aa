package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.cluster.TestMember.Options;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that have tasks of their own run on the members.
 */
@Timeout(60)
class NestedTests {

	private static final ClusterTask<Integer, Integer> LEAVES = ClusterTasks.bean(Nest.class, Nest::leaves);

	private final LocalNetwork network = new LocalNetwork();

	private final List<TestMember> members = new ArrayList<>();

	private TestMember member(String name, Options options) {
		Nest nest = new Nest();
		TestMember member = new TestMember(this.network, name, options, nest);
		nest.fanOut = member.fanOut;
		this.members.add(member);
		return member;
	}

	@AfterEach
	void leave() {
		this.members.forEach(TestMember::close);
		this.network.close();
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "1,2", "2,1", "2,2", "1,3" })
	void aTaskMayWaitForTasksOfItsOwnHoweverFewThreadsThereAre(int threads, int depth) {
		Options options = Options.DEFAULT.capacity(threads);
		TestMember caller = member("caller", options.local(LocalTasks.NEVER));
		member("one", options);
		member("two", options);
		this.network.settle();
		List<Integer> numbers = IntStream.range(0, 8).mapToObj((number) -> depth).toList();
		int breadth = (depth > 2) ? 2 : 8;
		int leaves = (int) Math.pow(breadth, depth);
		assertThat(caller.fanOut.map(numbers, LEAVES)).hasSize(8).allMatch((count) -> count == leaves);
	}

	/** Counts the leaves of a tree, each branch a task. */
	static class Nest {

		private FanOutOperations fanOut;

		int leaves(int depth) {
			int breadth = (depth > 2) ? 2 : 8;
			return leaves(depth, breadth);
		}

		int narrow(int depth) {
			return leaves(depth, 2);
		}

		private int leaves(int depth, int breadth) {
			if (depth == 0) {
				return 1;
			}
			ClusterTask<Integer, Integer> branch = (breadth == 2) ? ClusterTasks.bean(Nest.class, Nest::narrow)
					: ClusterTasks.bean(Nest.class, Nest::leaves);
			return this.fanOut.map(IntStream.range(0, breadth).mapToObj((i) -> depth - 1).toList(), branch)
				.stream()
				.mapToInt(Integer::intValue)
				.sum();
		}

	}

}
