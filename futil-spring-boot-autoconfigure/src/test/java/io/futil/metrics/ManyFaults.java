package io.futil.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Makes failures, each of a class of its own: copies of one, of which the number in the
 * name differs.
 */
final class ManyFaults extends ClassLoader {

	private static final String NAME = Fault00000.class.getName();

	private final String template;

	ManyFaults() {
		super(ManyFaults.class.getClassLoader());
		try (InputStream bytes = Fault00000.class.getResourceAsStream("Fault00000.class")) {
			this.template = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** One of the class of this number, the first time it is asked for. */
	RuntimeException number(int number) {
		String digits = "%05d".formatted(number);
		byte[] bytes = this.template.replace("Fault00000", "Fault" + digits).getBytes(StandardCharsets.ISO_8859_1);
		Class<?> type = defineClass(NAME.replace("00000", digits), bytes, 0, bytes.length);
		try {
			return (RuntimeException) type.getConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
