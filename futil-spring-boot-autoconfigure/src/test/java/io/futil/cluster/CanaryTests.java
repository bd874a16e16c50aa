package io.futil.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.acme.orders.Box;
import com.acme.other.Alarm;
import com.acme.other.Canaries;
import com.acme.other.LoudException;
import com.acme.other.LoudRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing runs because a peer named it: canaries that sing when they are made.
 */
class CanaryTests {

	private static final String UNTOUCHED = "com.acme.other.Sleeping$";

	@BeforeEach
	@AfterEach
	void forget() {
		Alarm.reset();
	}

	static Stream<Object> canaries() {
		return Stream.of(new Canaries.WithReadObject(), new Canaries.WithReadExternal(), new Canaries.WithReadResolve(),
				Canaries.proxy());
	}

	@ParameterizedTest
	@MethodSource("canaries")
	void theyDoSing(Object canary) throws Exception {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialised(canary)))) {
			in.readObject();
		}
		assertThat(Alarm.rung()).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("canaries")
	void noneIsReadFromAStreamOfJava(Object canary) throws Exception {
		for (Object message : List.of(canary, List.of(canary), new Object[] { canary }, Map.of("x", canary))) {
			refused(serialised(message));
		}
		assertThat(Alarm.rung()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("canaries")
	void noneIsWritten(Object canary) {
		for (Object value : List.of(canary, List.of(canary), Map.of("x", canary), new Object[] { canary },
				new Box<>(canary), List.of(new Box<>(List.of(canary))))) {
			assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.peer().write(value))
				.withMessageContaining("Class " + canary.getClass().getName() + " cannot travel")
				.withMessageEndingWith("Make it a record, or pass an id.");
		}
		assertThat(Alarm.rung()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.other.Canaries$WithReadObject", "com.acme.other.Canaries$WithReadExternal",
			"com.acme.other.Canaries$WithReadResolve", "com.acme.orders.Sleeper", "java.io.FileOutputStream",
			"org.springframework.context.support.ClassPathXmlApplicationContext", UNTOUCHED + "AnEnum",
			UNTOUCHED + "ARecord", UNTOUCHED + "AnException", "[Lcom.acme.orders.Order;", "int", "",
			"com.acme.orders.Order$State$1" })
	void noneIsMadeForItsName(String name) {
		for (int tag : new int[] { Tag.RECORD, Tag.ENUM }) {
			byte[] direct = Wire.message((out) -> {
				out.writeByte(tag);
				out.writeName(name);
				out.writeName("ONE");
				out.writeFixedInt(0);
			});
			byte[] nested = Wire.message((out) -> {
				out.writeByte(Tag.LIST);
				out.writeFixedInt(1);
				out.writeByte(tag);
				out.writeName(name);
				out.writeName("ONE");
				out.writeFixedInt(0);
			});
			refused(direct);
			refused(nested);
		}
		assertThat(Alarm.rung()).isEmpty();
	}

	@Test
	void anArrayIsNoWayToLoadAClass() {
		for (String name : List.of(UNTOUCHED + "AnEnum", "java.io.File", "[Ljava.lang.String;")) {
			refused(Wire.message((out) -> {
				out.writeByte(Tag.ARRAY);
				out.writeByte(126);
				out.writeName(name);
				out.writeFixedInt(0);
			}));
		}
		assertThat(Alarm.rung()).isEmpty();
	}

	@Test
	void aRecordOutsideOfTheAllowedPackagesIsNotMade() {
		LoudRecord loud = new LoudRecord("x");
		for (Object value : List.of(loud, List.of(loud), new Box<>(loud), new LoudRecord[] { loud },
				Map.of(loud, loud))) {
			byte[] message = Wire.peer().write(value);
			Alarm.reset();
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(message))
				.withMessageContaining("com.acme.other.LoudRecord, which is in none of the packages allowed here."
						+ " If it is yours, add its package to futil.cluster.allowed-packages.");
			assertThat(Alarm.rung()).isEmpty();
			Wire.peer().read(message);
			assertThat(Alarm.rung()).isNotEmpty();
		}
	}

	@Test
	void anExceptionOutsideOfTheAllowedPackagesIsNotMade() {
		byte[] message = Wire.peer().writeFailure(new IllegalStateException("x", new LoudException("loud")), "node-2");
		Alarm.reset();
		Throwable cause = Wire.codec().readFailure(message).getCause();
		assertThat(cause).isInstanceOf(RemoteTaskException.class)
			.hasMessage("com.acme.other.LoudException: loud (thrown on member node-2)");
		assertThat(Alarm.rung()).isEmpty();
		assertThat(Wire.peer().readFailure(message)).hasCauseExactlyInstanceOf(LoudException.class);
		assertThat(Alarm.rung()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { UNTOUCHED + "AnException", "com.acme.orders.Sleeper", "com.acme.orders.Order$State",
			"org.springframework.context.support.ClassPathXmlApplicationContext", "[Ljava.lang.Exception;", "int", "" })
	void noExceptionIsMadeOfWhatIsNone(String name) {
		Throwable failure = Wire.codec().readFailure(Wire.failure(name, "x"));
		assertThat(failure).isInstanceOfSatisfying(RemoteTaskException.class,
				(remote) -> assertThat(remote.typeName()).isEqualTo(name));
		assertThat(Alarm.rung()).isEmpty();
	}

	@Test
	void aConstructorThatTakesAStringIsNotCalledForThat(@TempDir Path folder) {
		Path file = folder.resolve("written");
		assertThat(Wire.codec().readFailure(Wire.failure("java.io.FileOutputStream", file.toString())))
			.isInstanceOf(RemoteTaskException.class);
		assertThat(Files.exists(file)).isFalse();
	}

	@Test
	void theSleepingWouldHaveSung() throws Exception {
		// In a loader of its own, so that those the other tests watch sleep on.
		ClassLoader loader = new ClassLoader(null) {

			@Override
			protected Class<?> findClass(String name) throws ClassNotFoundException {
				if (name.equals(Alarm.class.getName())) {
					return Alarm.class;
				}
				try (var in = CanaryTests.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
					byte[] bytes = in.readAllBytes();
					return defineClass(name, bytes, 0, bytes.length);
				}
				catch (IOException ex) {
					throw new ClassNotFoundException(name, ex);
				}
			}

		};
		for (String name : List.of("com.acme.orders.Sleeper", UNTOUCHED + "AnEnum", UNTOUCHED + "ARecord",
				UNTOUCHED + "AnException")) {
			Alarm.reset();
			Class.forName(name, true, loader);
			assertThat(Alarm.rung()).as(name).isNotEmpty();
		}
	}

	private static void refused(byte[] message) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(message));
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().readFailure(message));
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Frames.read(message));
	}

	private static byte[] serialised(Object value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		return bytes.toByteArray();
	}

}
