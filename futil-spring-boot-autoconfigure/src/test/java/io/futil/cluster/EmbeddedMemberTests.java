package io.futil.cluster;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An instance that futil starts listens where it is told to, and makes no object that
 * somebody else names.
 */
class EmbeddedMemberTests {

	private static final AtomicBoolean MADE = new AtomicBoolean();

	private static final EmbeddedMembers MEMBERS = new EmbeddedMembers(2);

	private static HazelcastInstance one;

	private static HazelcastInstance two;

	@BeforeAll
	static void startInstances() {
		one = MEMBERS.start();
		two = MEMBERS.start();
	}

	@AfterAll
	static void shutDownInstances() {
		MEMBERS.close();
	}

	@BeforeEach
	void forget() {
		MADE.set(false);
	}

	static Stream<Callable<Boolean>> strangers() {
		return Stream.of(new JavaObject(), new ExternalObject(), new JavaObject() {
		}, new HazelcastObject());
	}

	@ParameterizedTest
	@MethodSource("strangers")
	void aTaskThatIsNoneOfFutilIsNotEvenMade(Callable<Boolean> stranger) {
		MADE.set(false);
		assertThatException().isThrownBy(() -> one.getExecutorService("theirs")
			.submitToMember(stranger, two.getCluster().getLocalMember())
			.get(60, TimeUnit.SECONDS));
		assertThat(MADE).isFalse();
	}

	@Test
	void norIsAnObjectOfNoKnownKind() {
		CompactTask stranger = new CompactTask();
		MADE.set(false);
		assertThatException().isThrownBy(() -> one.getExecutorService("theirs")
			.submitToMember(stranger, two.getCluster().getLocalMember())
			.get(60, TimeUnit.SECONDS));
		assertThat(MADE).isFalse();
	}

	@Test
	void itStoresNothingAndListensAtOneAddressOnly() throws Exception {
		assertThat(one.getCluster().getMembers()).hasSize(2).allMatch((member) -> member.isLiteMember());
		int port = one.getCluster().getLocalMember().getAddress().getPort();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			assertThat(socket.isConnected()).isTrue();
		}
		for (InetAddress other : others()) {
			assertThatException().isThrownBy(() -> new Socket(other, port).close());
		}
	}

	private static List<InetAddress> others() throws Exception {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
	}

	@Test
	void whereNothingCanListenItDoesNotStart() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = taken.getLocalPort();
			assertThatExceptionOfType(ClusterStartException.class)
				.isThrownBy(() -> EmbeddedMember.start(EmbeddedMembers.settings("taken", port, List.of())))
				.satisfies((failure) -> {
					assertThat(failure.description()).startsWith("Cluster 'taken' has no member here: nothing can"
							+ " listen at 127.0.0.1, ports " + port + " to " + port + " (");
					assertThat(failure.remedy())
						.isEqualTo("Set futil.cluster.bind to an address of this machine, and futil.cluster.port and"
								+ " port-count to ports that are free");
				});
		}
	}

	/** Tells that it was made from bytes. */
	static class JavaObject implements Callable<Boolean>, Serializable {

		private static final long serialVersionUID = 1L;

		@Override
		public Boolean call() {
			MADE.set(true);
			return true;
		}

		private void readObject(ObjectInputStream in) {
			MADE.set(true);
		}

	}

	/** The same by the other way that Java knows. */
	static class ExternalObject implements Callable<Boolean>, Externalizable {

		private static final long serialVersionUID = 1L;

		/** For Java, which calls it before it reads. */
		public ExternalObject() {
			MADE.set(true);
		}

		@Override
		public Boolean call() {
			MADE.set(true);
			return true;
		}

		@Override
		public void writeExternal(ObjectOutput out) {
		}

		@Override
		public void readExternal(ObjectInput in) {
			MADE.set(true);
		}

	}

	/** One that Hazelcast makes by its name, and has read itself. */
	static class HazelcastObject implements Callable<Boolean>, DataSerializable {

		/** For Hazelcast, which calls it before it has it read. */
		HazelcastObject() {
			MADE.set(true);
		}

		@Override
		public Boolean call() {
			MADE.set(true);
			return true;
		}

		@Override
		public void writeData(ObjectDataOutput out) {
		}

		@Override
		public void readData(ObjectDataInput in) {
			MADE.set(true);
		}

	}

	/** Hazelcast would write and read it field by field, unasked. */
	static class CompactTask implements Callable<Boolean> {

		private final String field = "x";

		CompactTask() {
			MADE.set(true);
		}

		@Override
		public Boolean call() {
			MADE.set(true);
			return this.field.isEmpty();
		}

	}

}
