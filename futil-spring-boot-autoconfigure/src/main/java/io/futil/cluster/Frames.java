package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Frames as bytes: the version of the format, then one frame behind the other.
 */
final class Frames {

	/** Members of another version are told from broken ones by it. */
	private static final int VERSION = 1;

	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

	/** What the numbers in a frame take, roughly. */
	private static final int NUMBERS = 32;

	private Frames() {
	}

	static byte[] write(List<Frame> frames) {
		Output out = new Output(LARGEST_ARRAY);
		out.writeByte(VERSION);
		for (Frame frame : frames) {
			FrameFormat.write(out, frame);
		}
		return out.toBytes();
	}

	/**
	 * The frames of a message.
	 * @throws MalformedMessageException if it is broken, or of another version
	 */
	static List<Frame> read(byte[] message) {
		Input in = new Input(message);
		int version = in.readByte();
		if (version != VERSION) {
			throw new MalformedMessageException("A message is of version " + version + " of the format, this member"
					+ " knows version " + VERSION + ". Run the same version of futil on all members.");
		}
		List<Frame> frames = new ArrayList<>();
		while (in.remaining() > 0) {
			frames.add(FrameFormat.read(in));
		}
		return frames;
	}

	/** About how many bytes a frame takes in a message. */
	static int size(Frame frame) {
		if (frame instanceof Frame.Result result) {
			return NUMBERS + result.value().length;
		}
		if (frame instanceof Frame.Failed failed) {
			return NUMBERS + failed.failure().length;
		}
		if (frame instanceof Frame.Task task) {
			return NUMBERS + task.arguments().length + size(task);
		}
		return NUMBERS;
	}

	private static int size(Frame.Task task) {
		BeanCall call = task.call();
		int size = task.operation().length() + call.type().length() + call.method().length();
		for (String parameterType : call.parameterTypes()) {
			size += parameterType.length();
		}
		for (Map.Entry<String, String> header : task.headers().entrySet()) {
			size += header.getKey().length() + header.getValue().length();
		}
		return size;
	}

}
