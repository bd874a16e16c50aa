package io.futil.cluster;

import java.nio.ByteBuffer;

/**
 * Arrays of primitives: a length, then each element in as many bytes as it has.
 */
final class PrimitiveArrays {

	private PrimitiveArrays() {
	}

	static void write(Output out, Object array) {
		if (array instanceof byte[] bytes) {
			out.writeBytes(bytes);
		}
		else if (array instanceof boolean[] booleans) {
			ByteBuffer space = space(out, booleans.length, 1);
			for (boolean next : booleans) {
				space.put((byte) (next ? 1 : 0));
			}
		}
		else if (array instanceof short[] shorts) {
			space(out, shorts.length, Short.BYTES).asShortBuffer().put(shorts);
		}
		else if (array instanceof char[] chars) {
			space(out, chars.length, Character.BYTES).asCharBuffer().put(chars);
		}
		else if (array instanceof int[] ints) {
			space(out, ints.length, Integer.BYTES).asIntBuffer().put(ints);
		}
		else if (array instanceof long[] longs) {
			space(out, longs.length, Long.BYTES).asLongBuffer().put(longs);
		}
		else if (array instanceof float[] floats) {
			space(out, floats.length, Float.BYTES).asFloatBuffer().put(floats);
		}
		else {
			double[] doubles = (double[]) array;
			space(out, doubles.length, Double.BYTES).asDoubleBuffer().put(doubles);
		}
	}

	private static ByteBuffer space(Output out, int length, int bytesEach) {
		out.writeUnsigned(length);
		return out.space((long) length * bytesEach);
	}

	static Object read(Input in, Class<?> elementType) {
		if (elementType == byte.class) {
			return in.readBytes();
		}
		if (elementType == boolean.class) {
			boolean[] booleans = new boolean[in.readLength(1)];
			for (int i = 0; i < booleans.length; i++) {
				booleans[i] = in.readBoolean();
			}
			return booleans;
		}
		if (elementType == short.class) {
			short[] shorts = new short[in.readLength(Short.BYTES)];
			in.take(shorts.length * Short.BYTES).asShortBuffer().get(shorts);
			return shorts;
		}
		if (elementType == char.class) {
			char[] chars = new char[in.readLength(Character.BYTES)];
			in.take(chars.length * Character.BYTES).asCharBuffer().get(chars);
			return chars;
		}
		if (elementType == int.class) {
			int[] ints = new int[in.readLength(Integer.BYTES)];
			in.take(ints.length * Integer.BYTES).asIntBuffer().get(ints);
			return ints;
		}
		if (elementType == long.class) {
			long[] longs = new long[in.readLength(Long.BYTES)];
			in.take(longs.length * Long.BYTES).asLongBuffer().get(longs);
			return longs;
		}
		if (elementType == float.class) {
			float[] floats = new float[in.readLength(Float.BYTES)];
			in.take(floats.length * Float.BYTES).asFloatBuffer().get(floats);
			return floats;
		}
		double[] doubles = new double[in.readLength(Double.BYTES)];
		in.take(doubles.length * Double.BYTES).asDoubleBuffer().get(doubles);
		return doubles;
	}

}
