package io.futil.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A tree with one file of each kind that an audit can meet.
 */
public final class SmallTree {

	public static final int INTACT = 6;

	public static final int CORRUPT = 3;

	static final int UNREADABLE = 4;

	static final int MISSING = 1;

	private static final byte[] CONTENT = "What was published\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

	private final Path root;

	private SmallTree(Path root) {
		this.root = root;
	}

	/**
	 * Plant the tree in an empty directory.
	 */
	public static Path plant(Path root) throws IOException {
		SmallTree tree = new SmallTree(root);
		tree.intact();
		tree.corrupt();
		tree.unreadable();
		tree.uncounted();
		return root;
	}

	/**
	 * Add an intact file with non-ASCII letters in its name, whatever the locale of this
	 * machine: a URI carries the bytes of a name where a string cannot.
	 */
	static void plantNonAscii(Path root) throws IOException {
		URI directory = root.toUri();
		Files.write(Path.of(directory.resolve("gr%C3%B6%C3%9Fe.jar")), CONTENT);
		Files.writeString(Path.of(directory.resolve("gr%C3%B6%C3%9Fe.jar.sha1")), hex("SHA-1"));
		Files.writeString(Path.of(directory.resolve("gr%C3%B6%C3%9Fe.jar.md5")), hex("MD5"));
	}

	/**
	 * Add intact files, so that there is something to share.
	 */
	public static void plantMany(Path root, int files) throws IOException {
		SmallTree tree = new SmallTree(root);
		for (int i = 0; i < files; i++) {
			tree.file("many/" + i + ".jar", CONTENT, ".sha1", hex("SHA-1"));
		}
	}

	private void intact() throws IOException {
		file("org/intact.jar", CONTENT, ".sha1", hex("SHA-1"));
		file("org/upper case.jar", CONTENT, ".sha1", hex("SHA-1").toUpperCase(Locale.ROOT) + " *upper case.jar\n");
		file("org/bsd.jar", CONTENT, ".md5", "MD5 (bsd.jar) = " + hex("MD5") + "\n");
		file("org/colon.jar", CONTENT, ".sha256", "colon.jar: " + hex("SHA-256") + "\n");
		file("org/name with spaces.jar", CONTENT, ".sha1", hex("SHA-1"));
		file("org/three.jar", CONTENT, ".sha1", hex("SHA-1"));
		checksum("org/three.jar.sha256", hex("SHA-256"));
		checksum("org/three.jar.md5", hex("MD5"));
	}

	private void corrupt() throws IOException {
		byte[] flipped = CONTENT.clone();
		flipped[flipped.length / 2] ^= 1;
		file("com/flipped.jar", flipped, ".sha1", hex("SHA-1"));
		file("com/truncated.jar", Arrays.copyOf(CONTENT, CONTENT.length - 1), ".sha1", hex("SHA-1"));
		file("com/one of two.jar", CONTENT, ".sha1", hex("SHA-1"));
		checksum("com/one of two.jar.md5", "0".repeat(32));
	}

	private void unreadable() throws IOException {
		file("net/empty-checksum.jar", CONTENT, ".sha1", "");
		file("net/garbage-checksum.jar", CONTENT, ".sha1", "<html>404 Not Found</html>");
		Files.createDirectories(this.root.resolve("net/directory.jar"));
		checksum("net/directory.jar.sha1", hex("SHA-1"));
		Files.createSymbolicLink(this.root.resolve("net/itself.jar"), Path.of("itself.jar"));
		checksum("net/itself.jar.sha1", hex("SHA-1"));
	}

	private void uncounted() throws IOException {
		checksum("edu/gone.jar.sha1", hex("SHA-1"));
		Files.writeString(this.root.resolve("edu/no-checksum.txt"), "nobody asks");
		Files.createSymbolicLink(this.root.resolve("edu/loop"), Path.of(".."));
	}

	private void file(String name, byte[] content, String suffix, String checksum) throws IOException {
		checksum(name + suffix, checksum);
		Files.write(this.root.resolve(name), content);
	}

	private void checksum(String name, String text) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private static String hex(String algorithm) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(CONTENT));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
