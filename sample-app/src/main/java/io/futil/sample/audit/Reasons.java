package io.futil.sample.audit;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/**
 * Short words for people: why a file could not be read, and names that are safe to print.
 */
final class Reasons {

	private Reasons() {
	}

	static String of(Throwable failure) {
		if (failure instanceof NoSuchFileException) {
			return "it is gone";
		}
		if (failure instanceof AccessDeniedException) {
			return "access denied";
		}
		if (failure instanceof FileSystemLoopException) {
			return "a loop of symbolic links";
		}
		if (failure instanceof UnreadableException) {
			return String.valueOf(failure.getMessage());
		}
		return failure.getClass().getSimpleName() + ": " + failure.getMessage();
	}

	/**
	 * A file name may contain line breaks, escape sequences and marks that turn the
	 * direction of the text, which would rewrite the reader's terminal.
	 */
	static String printable(String name) {
		return name.replaceAll("\\p{C}", "?");
	}

}
