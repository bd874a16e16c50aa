package io.futil.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that are being written, up to a limit. Names that come again, as those of classes
 * do, are written once.
 */
final class Output {

	/** Longer ones come once, or are written again. */
	static final int MAX_NAME = 1_000;

	private static final int INITIAL_SIZE = 256;

	private final int limit;

	private final Map<String, Integer> names = new HashMap<>();

	private byte[] bytes;

	private int size;

	Output(int limit) {
		this.limit = limit;
		this.bytes = new byte[Math.min(INITIAL_SIZE, limit)];
	}

	void writeByte(int value) {
		room(1);
		this.bytes[this.size++] = (byte) value;
	}

	void writeBoolean(boolean value) {
		writeByte(value ? 1 : 0);
	}

	/** Four bytes, whatever the number. */
	void writeFixedInt(int value) {
		space(Integer.BYTES).putInt(value);
	}

	/** Eight bytes, whatever the number. */
	void writeFixedLong(long value) {
		space(Long.BYTES).putLong(value);
	}

	/** Few bytes for numbers that are near zero, on either side. */
	void writeLong(long value) {
		writeUnsigned((value << 1) ^ (value >> 63));
	}

	/** Seven bits a byte, the low ones first. */
	void writeUnsigned(long value) {
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			writeByte((int) rest | 0x80);
			rest >>>= 7;
		}
		writeByte((int) rest);
	}

	void writeBytes(byte[] value) {
		writeUnsigned(value.length);
		space(value.length).put(value);
	}

	/**
	 * One byte a character where that is enough, else two: a lone surrogate, which no
	 * UTF-8 can express, arrives as it was.
	 */
	void writeString(String value) {
		int length = value.length();
		boolean wide = isWide(value);
		writeUnsigned(((long) length << 1) | (wide ? 1 : 0));
		room((long) length << (wide ? 1 : 0));
		for (int i = 0; i < length; i++) {
			char next = value.charAt(i);
			if (wide) {
				this.bytes[this.size++] = (byte) (next >> 8);
			}
			this.bytes[this.size++] = (byte) next;
		}
	}

	private static boolean isWide(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) > 0xFF) {
				return true;
			}
		}
		return false;
	}

	/** A string that may well come again in the same message. */
	void writeName(String name) {
		Integer known = this.names.get(name);
		if (known != null) {
			writeUnsigned(known);
			return;
		}
		if (name.length() <= MAX_NAME) {
			this.names.put(name, this.names.size() + 1);
		}
		writeUnsigned(0);
		writeString(name);
	}

	/** Leave room for a number that is not known yet. */
	int reserveInt() {
		int position = this.size;
		writeFixedInt(0);
		return position;
	}

	/** Fill the room that was left. */
	void fillInt(int position, int value) {
		ByteBuffer.wrap(this.bytes).putInt(position, value);
	}

	/** The next so many bytes, to be filled by the caller. */
	ByteBuffer space(long length) {
		room(length);
		ByteBuffer space = ByteBuffer.wrap(this.bytes, this.size, (int) length);
		this.size += (int) length;
		return space;
	}

	private void room(long length) {
		long needed = this.size + length;
		if (needed > this.limit) {
			throw new Refusal("A value of at least " + needed + " bytes cannot travel to another member, the limit is "
					+ this.limit, "Raise futil.cluster.max-payload-size on all members, or pass an id");
		}
		if (needed > this.bytes.length) {
			long doubled = Math.max(needed, 2L * this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(doubled, this.limit));
		}
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.bytes, this.size);
	}

}
