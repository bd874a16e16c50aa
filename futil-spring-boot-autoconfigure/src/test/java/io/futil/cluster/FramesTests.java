package io.futil.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames arrive as they were, each in its turn.
 */
class FramesTests {

	private static final BeanCall CALL = new BeanCall("com.acme.PriceService", "price",
			List.of("com.acme.Order", "int"), true);

	static Stream<Frame> frames() {
		return Stream.of(new Frame.Task(7, "prices", 1_000_000, CALL, Map.of("tenant", "acme"), new byte[] { 1, 2 }),
				new Frame.Task(Long.MAX_VALUE, "", -1, new BeanCall("T", "m", List.of(), false), Map.of(), new byte[0]),
				new Frame.Cancel(7), new Frame.Result(Long.MIN_VALUE, 0, new byte[] { 3 }),
				new Frame.Failed(7, Long.MAX_VALUE, new byte[] { 4 }), new Frame.Returned(0),
				new Frame.State(8, 7, 6, 5, true, false, true),
				new Frame.State(Integer.MAX_VALUE, 0, 0, Long.MAX_VALUE, false, true, false));
	}

	@ParameterizedTest
	@MethodSource("frames")
	void arrivesAsItWas(Frame frame) {
		same(List.of(frame));
		assertThat(Frames.read(Frames.write(List.of(frame))).get(0).id()).isEqualTo(frame.id());
	}

	@Test
	void manyTravelInOneMessage() {
		same(List.of());
		same(frames().toList());
		same(Stream.concat(frames(), frames()).toList());
	}

	private static void same(List<Frame> frames) {
		assertThat(Frames.read(Frames.write(frames))).usingRecursiveFieldByFieldElementComparator().isEqualTo(frames);
	}

	@Test
	void theSameNamesTravelOnce() {
		List<Frame> tasks = IntStream.range(0, 100)
			.mapToObj((i) -> (Frame) new Frame.Task(i, "prices", -1, CALL, Map.of("tenant", "x"), new byte[1]))
			.toList();
		assertThat(Frames.write(tasks)).hasSizeLessThan(100 * 24);
		same(tasks);
	}

	@Test
	void aNameMayBeLong() {
		String name = "n".repeat(100_000);
		same(List.of(new Frame.Task(1, name, -1, CALL, Map.of(name, name), new byte[0]), new Frame.Cancel(1),
				new Frame.Task(2, name, -1, CALL, Map.of("other", "x"), new byte[0])));
	}

	@ParameterizedTest
	@MethodSource("frames")
	void itsSizeIsAboutWhatItTakes(Frame frame) {
		assertThat(Frames.size(frame)).isGreaterThanOrEqualTo(Frames.write(List.of(frame)).length).isLessThan(200);
	}

	@Test
	void theSizeOfATaskIsAboutThatOfItsArguments() {
		Frame task = new Frame.Task(7, "prices", -1, CALL, Map.of("tenant", "acme"), new byte[100_000]);
		assertThat(Frames.size(task)).isBetween(100_000, 101_000);
		assertThat(Frames.size(new Frame.Result(7, 1, new byte[100_000]))).isBetween(100_000, 101_000);
		assertThat(Frames.size(new Frame.Failed(7, 1, new byte[100_000]))).isBetween(100_000, 101_000);
	}

	@Test
	void anotherVersionIsToldFromABrokenMessage() {
		byte[] message = Frames.write(List.of(new Frame.Cancel(1)));
		message[0] = 9;
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Frames.read(message))
			.withMessage("A message is of version 9 of the format, this member knows version 1."
					+ " Run the same version of futil on all members.");
	}

	@ParameterizedTest
	@MethodSource("frames")
	void aPartOfAFrameIsNone(Frame frame) {
		byte[] message = Frames.write(List.of(frame));
		for (int length = 2; length < message.length; length++) {
			byte[] part = Arrays.copyOf(message, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Frames.read(part));
		}
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Frames.read(new byte[0]));
	}

	@Test
	void numbersThatMakeNoSenseAreRefused() {
		refused(new Frame.State(-1, 0, 0, 0, true, true, true));
		refused(new Frame.State(1, 0, 0, -1, true, true, true));
		refused(new Frame.Result(1, -1, new byte[0]));
		refused(new Frame.Task(7, "prices", -2, CALL, Map.of(), new byte[0]));
	}

	private static void refused(Frame frame) {
		byte[] message = Frames.write(List.of(frame));
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Frames.read(message));
	}

	@Test
	void aTaskPrintsNothingOfItsUser() {
		assertThat(frames().findFirst().orElseThrow().toString()).contains("prices", "PriceService")
			.doesNotContain("tenant", "acme,", "[B");
	}

}
