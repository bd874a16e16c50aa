package io.futil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.acme.other.LoudException;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What was thrown on another member is what the caller sees.
 */
class FailureTests {

	@ParameterizedTest
	@MethodSource
	void arrivesAsTheSameType(Throwable failure) {
		Throwable arrived = Wire.there(failure);
		assertThat(arrived).hasSameClassAs(failure).isNotSameAs(failure).hasMessage(failure.getMessage());
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			arrived = arrived.getCause();
			assertThat(arrived).hasSameClassAs(cause).hasMessage(cause.getMessage());
		}
		assertThat(arrived.getCause()).isNull();
	}

	static Stream<Throwable> arrivesAsTheSameType() {
		IOException io = new IOException("io");
		return Stream.of(io, new RuntimeException(), new RuntimeException(io), new IllegalStateException("state", io),
				new UncheckedIOException("unchecked", io), new UncheckedIOException(io), new ExecutionException(io),
				new CompletionException("completion", io), new TimeoutException("slow"), new TimeoutException(),
				new CancellationException("off"), new InterruptedException("interrupted"), new InterruptedException(),
				new ClosedByInterruptException(), new NullPointerException(), new NullPointerException("none"),
				new ArrayIndexOutOfBoundsException(7), new SQLException("sql", "state", 5, io),
				new OutOfMemoryError("heap"), new StackOverflowError(), new NoClassDefFoundError("com/acme/X"),
				new NoSuchMethodError("m"), new ExceptionInInitializerError("init"), new AssertionError("false"),
				new AssertionError("false", io), new InternalError(io), new FanOutException("fan-out", io),
				new FanOutException("fan-out", null), new FanOutRejectedException("full", io),
				new FanOutInterruptedException("stop", new InterruptedException()),
				new AllTasksFailedException("race", io), new FanOutTimeoutException("late", List.of()),
				new UntravelableTypeException("no"), new MalformedMessageException("broken", io), new Ours("ours"),
				new WithCauseOnly(io), new WithOwnMessage(), new Closed("closed", io));
	}

	@Test
	void theMessageOfAnUnboundNullArrives() {
		String nothing = (catchThrowable(() -> List.of((Object) null)) instanceof NullPointerException ex)
				? ex.getMessage() : "";
		Throwable thrown = catchThrowable(() -> length(null));
		assertThat(Wire.there(thrown)).isExactlyInstanceOf(NullPointerException.class)
			.hasMessage(thrown.getMessage())
			.hasMessageContaining("String.length()");
		assertThat(nothing).isNull();
	}

	@SuppressWarnings("NullAway")
	private static int length(@Nullable String text) {
		return text.length();
	}

	@ParameterizedTest
	@MethodSource
	void whatCannotBeMadeArrivesByName(Throwable failure) {
		assertThat(Wire.there(failure))
			.isInstanceOfSatisfying(RemoteTaskException.class,
					(remote) -> assertThat(remote.typeName()).isEqualTo(failure.getClass().getName()))
			.hasMessage(failure.getClass().getName() + ": " + failure.getMessage() + " (thrown on member node-2)");
	}

	static Stream<Throwable> whatCannotBeMadeArrivesByName() {
		return Stream.of(new LoudException("loud"), catchThrowable(() -> LocalDate.parse("never")), new WithPrefix("1"),
				new WithNumber(5), new Abrupt("x", 1));
	}

	@Test
	void whatHasNoMessageArrivesByName() {
		assertThat(Wire.there(new Silent(1)))
			.hasMessage("io.futil.cluster.FailureTests$Silent (thrown on member node-2)");
	}

	@Test
	void theCausesOfWhatArrivesByNameArriveToo() {
		Throwable arrived = Wire.there(new DateTimeParseException("late", "x", 0, new IOException("io")));
		assertThat(arrived).isInstanceOf(RemoteTaskException.class);
		assertThat(arrived.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("io").hasNoCause();
	}

	@Test
	void aTimeoutKeepsItsCauseAsSuppressed() {
		Throwable arrived = Wire.there(new FanOutTimeoutException("late", List.of()) {
		});
		assertThat(arrived).isInstanceOf(RemoteTaskException.class);
		byte[] withCause = Wire.message((out) -> {
			out.writeString("node-2");
			for (String type : List.of(FanOutTimeoutException.class.getName(), "java.io.IOException")) {
				out.writeBoolean(true);
				out.writeName(type);
				out.writeBoolean(false);
				out.writeBoolean(true);
				out.writeString("late");
				out.writeUnsigned(0);
				out.writeUnsigned(0);
			}
			out.writeBoolean(false);
		});
		Throwable timeout = Wire.codec().readFailure(withCause);
		assertThat(timeout).isExactlyInstanceOf(FanOutTimeoutException.class).hasNoCause();
		assertThat(timeout.getSuppressed()).singleElement().isExactlyInstanceOf(IOException.class);
		assertThat(((FanOutTimeoutException) timeout).results()).isEmpty();
	}

	@Test
	void theStackTraceIsThatOfTheOtherMemberAndNamesIt() {
		Exception failure = new IllegalStateException("state", new IOException("io"));
		Throwable arrived = Wire.there(failure);
		StackTraceElement[] frames = arrived.getStackTrace();
		assertThat(frames).hasSize(failure.getStackTrace().length + 1);
		assertThat(frames[0]).hasToString(plain(failure.getStackTrace()[0]));
		assertThat(frames[frames.length - 1]).hasToString("futil.remote(member node-2)");
		StackTraceElement[] causes = arrived.getCause().getStackTrace();
		assertThat(causes[causes.length - 1]).hasToString("futil.remote(member node-2)");
		assertThat(frames).filteredOn((frame) -> frame.getClassName().equals("futil")).hasSize(1);
	}

	/** Without the loader, which says nothing elsewhere. */
	private static String plain(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
				+ frame.getLineNumber() + ")";
	}

	@Test
	void theMemberIsNamedOnOneLine() {
		byte[] message = Wire.codec().writeFailure(new Exception("x"), "a\nb");
		StackTraceElement[] frames = Wire.codec().readFailure(message).getStackTrace();
		assertThat(frames[frames.length - 1]).hasToString("futil.remote(member a?b)");
	}

	@Test
	void whatCameFromYetAnotherMemberKeepsItsName() {
		Throwable once = Wire.there(new LoudException("loud"));
		Throwable twice = Wire.codec().readFailure(Wire.codec().writeFailure(once, "node-1"));
		assertThat(twice)
			.isInstanceOfSatisfying(RemoteTaskException.class,
					(remote) -> assertThat(remote.typeName()).isEqualTo(LoudException.class.getName()))
			.hasMessage(once.getMessage());
		assertThat(twice.getStackTrace()).filteredOn((frame) -> frame.getClassName().equals("futil"))
			.extracting(StackTraceElement::getFileName)
			.containsExactly("member node-2", "member node-1");
	}

	@Test
	void whatIsSuppressedArrivesWithinBounds() {
		Exception failure = new Exception("first");
		for (int i = 0; i < 20; i++) {
			failure.addSuppressed(new IOException("later " + i));
		}
		assertThat(Wire.there(failure).getSuppressed()).hasSize(8)
			.allMatch((later) -> later.getClass() == IOException.class)
			.extracting(Throwable::getMessage)
			.startsWith("later 0", "later 1");
	}

	@Test
	void causesAndFramesArriveWithinBounds() {
		Exception failure = null;
		for (int i = 0; i < 100; i++) {
			failure = new Exception("level " + i, failure);
		}
		StackTraceElement[] deep = new StackTraceElement[1_024];
		Arrays.fill(deep, new StackTraceElement("com.acme.Deep", "down", "Deep.java", 1));
		failure.setStackTrace(deep);
		Throwable arrived = Wire.there(failure);
		assertThat(arrived.getStackTrace()).hasSize(201);
		assertThat(Stream.iterate(arrived, (level) -> level != null, Throwable::getCause)).hasSize(16);
	}

	@Test
	void aTreeOfSuppressedExceptionsIsBounded() {
		Throwable arrived = Wire.there(tree(3));
		assertThat(count(arrived)).isEqualTo(64);
	}

	private static Exception tree(int depth) {
		Exception node = new Exception("node");
		for (int i = 0; depth > 0 && i < 8; i++) {
			node.addSuppressed(tree(depth - 1));
		}
		return node;
	}

	private static int count(Throwable node) {
		return 1 + Stream.of(node.getSuppressed()).mapToInt(FailureTests::count).sum();
	}

	@Test
	void circlesEnd() {
		Exception first = new Exception("first");
		Exception second = new Exception("second", first);
		first.initCause(second);
		second.addSuppressed(first);
		Throwable arrived = Wire.there(first);
		assertThat(arrived).hasMessage("first");
		assertThat(arrived.getCause()).hasMessage("second").hasNoCause().hasNoSuppressedExceptions();
		assertThat(Wire.there(new OwnCause())).isInstanceOf(OwnCause.class);
	}

	@Test
	void oneThatThrowsWhenItIsAskedArrivesAllTheSame() {
		assertThat(Wire.there(new Hostile("x")))
			.isInstanceOfSatisfying(RemoteTaskException.class,
					(remote) -> assertThat(remote.typeName()).isEqualTo(Hostile.class.getName()))
			.hasMessage(Hostile.class.getName() + " (thrown on member node-2)")
			.hasNoCause();
		assertThat(Wire.there(new Traceless("x"))).isExactlyInstanceOf(Traceless.class).hasMessage("x");
	}

	@Test
	void aLargeOneIsToldInFewerWords() {
		Codec narrow = new Codec(Wire.allowed(), 1_000);
		Exception failure = new IllegalStateException("x".repeat(100_000), new IOException("io"));
		byte[] message = narrow.writeFailure(failure, "node-2");
		assertThat(message).hasSizeLessThan(1_000);
		assertThat(narrow.readFailure(message)).isExactlyInstanceOf(IllegalStateException.class)
			.hasMessage("x".repeat(100) + "...");
		assertThat(new Codec(Wire.allowed(), 1).writeFailure(failure, "node-2")).hasSizeLessThan(1_000);
		assertThat(Wire.there(failure)).hasMessage("x".repeat(10_000) + "...").cause().hasMessage("io");
	}

	static final class Ours extends Exception {

		Ours(String message) {
			super(message);
		}

	}

	static final class WithCauseOnly extends RuntimeException {

		WithCauseOnly(Throwable cause) {
			super(cause);
		}

	}

	static final class WithOwnMessage extends RuntimeException {

		WithOwnMessage() {
			super("always the same");
		}

	}

	static final class Closed extends RuntimeException {

		private Closed(String message, IOException cause) {
			super(message, cause);
		}

	}

	static final class WithPrefix extends RuntimeException {

		WithPrefix(String id) {
			super("No order " + id);
		}

	}

	static final class WithNumber extends RuntimeException {

		WithNumber(int number) {
			super("Number " + number);
		}

	}

	static final class Abrupt extends RuntimeException {

		Abrupt(String message) {
			throw new IllegalStateException("not like this");
		}

		Abrupt(String message, int code) {
			super(message + code);
		}

	}

	static final class Silent extends RuntimeException {

		Silent(int code) {
		}

	}

	static final class OwnCause extends RuntimeException {

		@Override
		public Throwable getCause() {
			return this;
		}

	}

	static final class Hostile extends RuntimeException {

		Hostile(String message) {
			super(message);
		}

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

		@Override
		public Throwable getCause() {
			throw new StackOverflowError();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException("no stack trace");
		}

		@Override
		public String toString() {
			return "hostile";
		}

	}

	static final class Traceless extends RuntimeException {

		Traceless(String message) {
			super(message);
		}

		@Override
		@SuppressWarnings("NullAway")
		public StackTraceElement[] getStackTrace() {
			return null;
		}

		@Override
		public void setStackTrace(StackTraceElement[] stackTrace) {
			throw new IllegalStateException("no stack trace");
		}

	}

}
