package io.futil.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each kind of frame is written and read.
 */
final class FrameFormat {

	private static final int TASK = 1;

	private static final int CANCEL = 2;

	private static final int RESULT = 3;

	private static final int FAILED = 4;

	private static final int RETURNED = 5;

	private static final int STATE = 6;

	private FrameFormat() {
	}

	static void write(Output out, Frame frame) {
		if (frame instanceof Frame.Task task) {
			write(out, task);
		}
		else if (frame instanceof Frame.Cancel cancel) {
			writeHead(out, CANCEL, cancel);
		}
		else if (frame instanceof Frame.Result result) {
			writeHead(out, RESULT, result);
			out.writeLong(result.runNanos());
			out.writeBytes(result.value());
		}
		else if (frame instanceof Frame.Failed failed) {
			writeHead(out, FAILED, failed);
			out.writeLong(failed.runNanos());
			out.writeBytes(failed.failure());
		}
		else if (frame instanceof Frame.Returned returned) {
			writeHead(out, RETURNED, returned);
		}
		else {
			write(out, (Frame.State) frame);
		}
	}

	static Frame read(Input in) {
		int kind = in.readByte();
		return switch (kind) {
			case TASK -> readTask(in);
			case CANCEL -> new Frame.Cancel(in.readLong());
			case RESULT -> new Frame.Result(in.readLong(), in.readNotNegative(), in.readBytes());
			case FAILED -> new Frame.Failed(in.readLong(), in.readNotNegative(), in.readBytes());
			case RETURNED -> new Frame.Returned(in.readLong());
			case STATE -> new Frame.State(in.readCount(), in.readCount(), in.readCount(), in.readNotNegative(),
					in.readBoolean(), in.readBoolean(), in.readBoolean());
			default -> throw new MalformedMessageException("A message has a frame of nobody knows what: " + kind);
		};
	}

	private static void writeHead(Output out, int kind, Frame frame) {
		out.writeByte(kind);
		out.writeLong(frame.id());
	}

	private static void write(Output out, Frame.State state) {
		out.writeByte(STATE);
		out.writeLong(state.capacity());
		out.writeLong(state.running());
		out.writeLong(state.queued());
		out.writeLong(state.completed());
		out.writeBoolean(state.hosting());
		out.writeBoolean(state.draining());
		out.writeBoolean(state.calling());
	}

	private static void write(Output out, Frame.Task task) {
		writeHead(out, TASK, task);
		out.writeName(task.operation());
		out.writeLong(task.remainingNanos());
		write(out, task.call());
		out.writeUnsigned(task.headers().size());
		task.headers().forEach((name, value) -> {
			out.writeName(name);
			out.writeString(value);
		});
		out.writeBytes(task.arguments());
	}

	private static Frame readTask(Input in) {
		long id = in.readLong();
		String operation = in.readName();
		long remainingNanos = in.readLong();
		if (remainingNanos < -1) {
			throw new MalformedMessageException("A message has a deadline of " + remainingNanos + " ns");
		}
		BeanCall call = readCall(in);
		int count = in.readLength(2);
		Map<String, String> headers = new HashMap<>();
		for (int i = 0; i < count; i++) {
			headers.put(in.readName(), in.readString());
		}
		return new Frame.Task(id, operation, remainingNanos, call, headers, in.readBytes());
	}

	private static void write(Output out, BeanCall call) {
		out.writeName(call.type());
		out.writeName(call.method());
		out.writeUnsigned(call.parameterTypes().size());
		call.parameterTypes().forEach(out::writeName);
		out.writeBoolean(call.direct());
	}

	private static BeanCall readCall(Input in) {
		String type = in.readName();
		String method = in.readName();
		int count = in.readLength(1);
		List<String> parameterTypes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			parameterTypes.add(in.readName());
		}
		return new BeanCall(type, method, parameterTypes, in.readBoolean());
	}

}
