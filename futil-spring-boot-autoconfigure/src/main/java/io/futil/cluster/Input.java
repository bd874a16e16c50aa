package io.futil.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that came from another member, read in the order in which an {@link Output} was
 * written. Believes no length: what is said to be there has to be there before anything
 * is allocated for it.
 */
final class Input {

	private final byte[] bytes;

	private final List<String> names = new ArrayList<>();

	private int position;

	Input(byte[] bytes) {
		this.bytes = bytes;
	}

	int remaining() {
		return this.bytes.length - this.position;
	}

	byte readByte() {
		require(1);
		return this.bytes[this.position++];
	}

	boolean readBoolean() {
		byte value = readByte();
		if (value != 0 && value != 1) {
			throw new MalformedMessageException("A message has neither true nor false where one of them belongs");
		}
		return value == 1;
	}

	int readFixedInt() {
		return take(Integer.BYTES).getInt();
	}

	long readFixedLong() {
		return take(Long.BYTES).getLong();
	}

	long readLong() {
		long value = readUnsigned();
		return (value >>> 1) ^ -(value & 1);
	}

	int readInt() {
		return toInt(readLong());
	}

	/** A number that cannot be negative where it makes sense. */
	int readCount() {
		long value = readLong();
		return toInt(notNegative(value));
	}

	long readNotNegative() {
		return notNegative(readLong());
	}

	private static long notNegative(long value) {
		if (value < 0) {
			throw new MalformedMessageException("A message has a negative number where none belongs");
		}
		return value;
	}

	private static int toInt(long value) {
		if ((int) value != value) {
			throw new MalformedMessageException("A message has a number that is too large for its place");
		}
		return (int) value;
	}

	long readUnsigned() {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = readByte();
			value |= (next & 0x7FL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new MalformedMessageException("A message has a number without an end");
	}

	/** The length of what follows, each part of which takes at least so many bytes. */
	int readLength(int bytesEach) {
		return checkLength(readUnsigned(), bytesEach);
	}

	/** As {@link #readLength}, of a length that was filled in later. */
	int readFixedLength(int bytesEach) {
		return checkLength(readFixedInt(), bytesEach);
	}

	private int checkLength(long length, int bytesEach) {
		// Divided, not multiplied: a product may overflow.
		if (length < 0 || length > remaining() / bytesEach) {
			throw truncated();
		}
		return (int) length;
	}

	byte[] readBytes() {
		byte[] value = new byte[readLength(1)];
		take(value.length).get(value);
		return value;
	}

	String readString() {
		long prefix = readUnsigned();
		boolean wide = (prefix & 1) == 1;
		int length = checkLength(prefix >>> 1, wide ? 2 : 1);
		if (!wide) {
			String value = new String(this.bytes, this.position, length, StandardCharsets.ISO_8859_1);
			this.position += length;
			return value;
		}
		char[] characters = new char[length];
		take(2 * length).asCharBuffer().get(characters);
		return new String(characters);
	}

	String readName() {
		long index = readUnsigned();
		if (index == 0) {
			String name = readString();
			if (name.length() <= Output.MAX_NAME) {
				this.names.add(name);
			}
			return name;
		}
		if (index < 0 || index > this.names.size()) {
			throw new MalformedMessageException("A message refers to a name that is not in it");
		}
		return this.names.get((int) index - 1);
	}

	/** The next so many bytes. */
	ByteBuffer take(int length) {
		require(length);
		ByteBuffer taken = ByteBuffer.wrap(this.bytes, this.position, length);
		this.position += length;
		return taken;
	}

	/** Nothing may follow. */
	void end() {
		if (remaining() > 0) {
			throw new MalformedMessageException("A message goes on for " + remaining() + " bytes after its end");
		}
	}

	private void require(int length) {
		if (length > remaining()) {
			throw truncated();
		}
	}

	private static MalformedMessageException truncated() {
		return new MalformedMessageException("A message ends before all is there that it says to have");
	}

}
