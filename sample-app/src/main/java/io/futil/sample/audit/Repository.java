package io.futil.sample.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The files that this member may be asked for. A name that comes from another one is
 * input: whatever it says, and wherever links lead to, no file elsewhere is opened.
 *
 * @param root the real path of the directory
 */
record Repository(Path root) {

	/**
	 * The file of that name.
	 * @param name its path below the root
	 * @return a path below the root, without links if it is a file
	 * @throws UnreadableException if it is not below the root
	 */
	Path file(String name) throws IOException {
		Path file = requireBelow(resolve(name));
		// What is no file is not opened, but may be told apart from one.
		return Files.isRegularFile(file) ? requireBelow(file.toRealPath()) : file;
	}

	private Path resolve(String name) throws UnreadableException {
		try {
			return this.root.resolve(name).normalize();
		}
		catch (InvalidPathException ex) {
			throw new UnreadableException("its name cannot be expressed where it was to be hashed");
		}
	}

	private Path requireBelow(Path file) throws UnreadableException {
		if (!file.startsWith(this.root) || file.equals(this.root)) {
			throw new UnreadableException("it is not below the repository where it was to be hashed");
		}
		return file;
	}

}
