package io.futil.sample.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds the files that have a checksum beside them. Directories behind symbolic links are
 * not entered, so a loop of links ends nothing and counts nothing.
 * <p>
 * In a plain locale Java cannot decode a name with non-ASCII letters. Such a path still
 * holds the bytes of the name and can be walked, but not be shown, or built anew from a
 * string: it makes one unreadable row.
 */
final class TreeWalk extends SimpleFileVisitor<Path> {

	private final Path root;

	private final Map<Path, Map<Algorithm, Path>> checksums = new LinkedHashMap<>();

	private final List<Finding> unreadable = new ArrayList<>();

	private long missing;

	private TreeWalk(Path root) {
		this.root = root;
	}

	static Tree walk(Path root) {
		TreeWalk walk = new TreeWalk(root);
		try {
			Files.walkFileTree(root, walk);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot walk " + root, ex);
		}
		return walk.tree();
	}

	private Tree tree() {
		List<Candidate> candidates = new ArrayList<>();
		this.checksums.forEach((file, found) -> {
			if (isDecodable(file)) {
				candidates.add(new Candidate(file, name(file), found, size(file)));
			}
			else {
				this.unreadable.add(Finding.unreadable(name(file), undecodable()));
			}
		});
		// The largest first, lest one of them is hashed all alone at the end.
		candidates.sort(Comparator.comparingLong(Candidate::bytes).reversed());
		return new Tree(candidates, this.unreadable, this.missing);
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
		// One that has the name of a checksum is looked at like one, and is illegible.
		return directory.equals(this.root) ? FileVisitResult.CONTINUE : visitFile(directory, attributes);
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		String name = file.getFileName().toString();
		for (Algorithm algorithm : Algorithm.values()) {
			if (name.endsWith(algorithm.suffix()) && name.length() > algorithm.suffix().length()) {
				Path audited = withoutSuffix(file, algorithm.suffix());
				if (Files.exists(audited, LinkOption.NOFOLLOW_LINKS)) {
					this.checksums.computeIfAbsent(audited, (key) -> new EnumMap<>(Algorithm.class))
						.put(algorithm, file);
				}
				else {
					this.missing++;
				}
			}
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path file, IOException failure) {
		// What vanishes while we look was never ours to judge.
		if (!(failure instanceof NoSuchFileException)) {
			this.unreadable.add(Finding.unreadable(name(file), Reasons.of(failure)));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
		if (failure != null) {
			this.unreadable.add(Finding.unreadable(name(directory), "cannot be listed: " + Reasons.of(failure)));
		}
		return FileVisitResult.CONTINUE;
	}

	private String name(Path file) {
		return this.root.relativize(file).toString();
	}

	private boolean isDecodable(Path file) {
		Path name = this.root.relativize(file);
		try {
			return name.getFileSystem().getPath(name.toString()).equals(name);
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	private static String undecodable() {
		String encoding = System.getProperty("sun.jnu.encoding", "this locale");
		String remedy = "UTF-8".equals(encoding) ? "" : "; try LC_ALL=C.UTF-8";
		return "its name cannot be decoded as " + encoding + remedy;
	}

	private static long size(Path file) {
		try {
			return Files.isRegularFile(file) ? Files.size(file) : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * By way of the URI, which keeps the bytes of a name that has no string.
	 */
	private static Path withoutSuffix(Path file, String suffix) {
		String uri = file.toUri().toString();
		int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
		return Path.of(URI.create(uri.substring(0, end - suffix.length())));
	}

}
